package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageEvidence.Claim;
import dev.tagboat.bot.image.ImageEvidence.Command;
import dev.tagboat.bot.image.ImageEvidence.Origin;
import dev.tagboat.bot.image.ImageEvidence.Platform;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.Announced;
import dev.tagboat.bot.pull.Before;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import org.junit.jupiter.api.Test;

/** What a reviewer gets to know, and what finding it out costs. */
final class ReviewTest extends MannersTestBase {
  private static final Digest OLD = new Digest("sha256:" + "1".repeat(64));
  private static final Interceptor OPEN = chain -> chain.proceed(chain.request());
  private final AtomicInteger looks = new AtomicInteger();

  private ImageEvidence seen(Digest digest, String created, String revision) {
    String source = repo.cloneUrl().toString();
    Map<String, Claim> claims = new HashMap<>();
    claims.put("source", new Claim(source, Origin.CONFIG));
    claims.put("revision", new Claim(revision, Origin.CONFIG));
    return new ImageEvidence.Seen(
        digest,
        "application/vnd.oci.image.manifest.v1+json",
        Instant.EPOCH,
        List.of(new Platform("linux/amd64", digest, 5_000_000L)),
        Instant.parse(created),
        claims,
        Command.UNKNOWN,
        List.of(),
        List.of());
  }

  private Candidate candidate(String tag, String revision) {
    return new Candidate(
        tag,
        ImagePush.of(APP, new Tag(tag), DIGEST),
        DIGEST,
        seen(DIGEST, "2026-11-26T09:12:00Z", revision),
        new Announced("hook main (harbor)", Instant.parse("2026-11-26T09:13:00Z"), "ci"));
  }

  private Lookback lookback(String revision) {
    return (image, written) -> {
      looks.incrementAndGet();
      return new Before(written.tag(), OLD, seen(OLD, "2026-11-20T10:00:00Z", revision), true);
    };
  }

  private Outcome.Proposed propose(Lookback lookback, Candidate candidate, Interceptor between) {
    BumpRun run = repo.run().lookingBack(lookback);
    Target target = repo.target(CommitMode.AUTO, between);
    return proposed(run.propose(target, List.of(candidate), Progress.NONE).get(0));
  }

  private String[] commits() {
    String first = repo.commit("main", Map.of("README.md", "one"));
    repo.commit("main", Map.of("README.md", "two"));
    return new String[] {first, repo.commit("main", Map.of("README.md", "three"))};
  }

  private String body() {
    return repo.pullRequests().get(0).body();
  }

  @Test
  void theCommitsBetweenTakeOneCallMore() {
    String[] ends = commits();
    settings("labels: [a, b], reviewers: [ann], team-reviewers: [ops], assignees: [ann]");
    calls();

    propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);

    assertThat(calls())
        .hasSize(6)
        .filteredOn(call -> call.contains("/compare/"))
        .containsExactly("GET /compare/" + ends[0] + "..." + ends[1]);
    assertThat(body())
        .contains("6 days newer", "[2 commits](", "<summary>2 commits</summary>", "By a person")
        .contains("hook main &#40;harbor&#41;, pushed by `ci`, 2026-11-26 09:13 UTC");
    assertThat(looks).hasValue(1);
  }

  @Test
  void runningAgainChangesNothingAndComparesNothing() {
    String[] ends = commits();
    propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);
    String body = body();
    calls();

    Outcome.Proposed again = propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);

    assertThat(again.action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(calls()).noneMatch(call -> call.contains("/compare/"));
    assertThat(body()).isEqualTo(body);
  }

  @Test
  void tendingKeepsWhatWasSaid() {
    String[] ends = commits();
    propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);
    String body = body();
    repo.commit("main", Map.of("README.md", "four"));

    assertThat(tend(1).body()).isEqualTo(body);
  }

  @Test
  void commitsThatNobodyMayReadAreSilence() {
    propose(lookback("a".repeat(40)), candidate("1.4.2", "b".repeat(40)), OPEN);

    assertThat(body())
        .contains("[commits](", "/compare/" + "a".repeat(40) + "..." + "b".repeat(40))
        .doesNotContain("<summary>commits");
    assertThat(calls()).filteredOn(call -> call.contains("/compare/")).hasSize(1);
  }

  @Test
  void troubleWithTheCommitsHoldsNothingUpAndIsMadeUpFor() {
    String[] ends = commits();
    Interceptor failing =
        chain -> {
          if (chain.request().url().encodedPath().contains("/compare/")) {
            throw new java.io.IOException("cut");
          }
          return chain.proceed(chain.request());
        };
    propose(lookback(ends[0]), candidate("1.4.2", ends[1]), failing);

    assertThat(body()).contains("[commits](").doesNotContain("2 commits");

    propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);
    assertThat(body()).contains("[2 commits](");
  }

  @Test
  void anOldImageThatCannotBeReadHoldsNothingUp() {
    ImageEvidence none = new ImageEvidence.Missing("down");
    Lookback gone = (image, written) -> new Before(written.tag(), null, none, true);
    Lookback down = (image, written) -> new Before(written.tag(), null, none, false);

    propose(down, candidate("1.4.2", "b".repeat(40)), OPEN);
    assertThat(body()).doesNotContain("no longer readable");

    propose(gone, candidate("1.4.2", "b".repeat(40)), OPEN);
    assertThat(body()).contains("the old image is no longer readable");
  }

  @Test
  void theOutcomeHoldsItForPrograms() {
    String[] ends = commits();

    Outcome.Proposed outcome = propose(lookback(ends[0]), candidate("1.4.2", ends[1]), OPEN);

    assertThat(outcome.evidence()).hasSize(1);
    assertThat(outcome.evidence().get(0).before().digest()).isEqualTo(OLD);
    assertThat(outcome.evidence().get(0).places()).hasSize(2);
  }

  @Test
  void theRuleIsNamedWithItsLine() {
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml",
            "version: 1\nimages:\n  - name: other.example/x\n  - name: ghcr.io/acme/*\n"));

    propose(Lookback.NONE, candidate("1.4.2", "b".repeat(40)), OPEN);

    assertThat(body()).contains("written in `.tagboat.yaml:4`");
  }

  @Test
  void aLookThatThrowsIsSaidByTheAdapter() {
    Lookback adapter =
        Lookback.of(
            new FakeOldRegistry() {
              @Override
              public ImageEvidence predecessor(
                  dev.tagboat.bot.image.ImageName image, Digest digest) {
                throw new TransientFault("down for now");
              }
            });

    Before before = adapter.at(APP, Before.written(new Tag("1.4.1"), OLD));

    assertThat(before)
        .isEqualTo(
            new Before(new Tag("1.4.1"), OLD, new ImageEvidence.Missing("down for now"), false));
  }
}
