package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.SignatureVerdict;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.signature.SignatureRule;
import dev.tagboat.bot.signature.Sigstore;
import dev.tagboat.bot.signature.TestSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An image that has to be signed is proposed only when it is; whatever is not known is a no. */
final class VerifiedBumpTest extends MannersTestBase {
  private static final SignatureVerdict SIGNED =
      new SignatureVerdict.VerifiedByKey("keys/cosign.pub", "f".repeat(64));
  private static final SignatureVerdict UNSIGNED = new SignatureVerdict.Unsigned(null);

  private final List<SignatureRule> asked = new ArrayList<>();
  private SignatureVerdict answer = SIGNED;
  private @Nullable RuntimeException trouble;

  @BeforeEach
  void rule() {
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml",
            """
            version: 1
            images: [{name: ghcr.io/acme/app, verify: {cosign: {key: keys/cosign.pub}}}]
            """,
            "keys/cosign.pub",
            TestSigner.ecdsa().pem()));
    repo.forge().forgetRequests();
  }

  private BumpRun run(Duration patience) {
    return repo.run()
        .verifying(
            new Signatures(
                (image, digest, rule) -> {
                  asked.add(rule);
                  if (trouble != null) {
                    throw trouble;
                  }
                  return rule instanceof SignatureRule.Broken broken
                      ? new SignatureVerdict.Unknown(broken.reason())
                      : answer;
                },
                Sigstore.NONE,
                patience));
  }

  private Outcome app(@Nullable Digest digest, Duration patience) {
    Candidate candidate =
        new Candidate(
            "1",
            ImagePush.of(APP, new Tag("1.4.2"), digest),
            digest,
            new ImageEvidence.Seen(
                DIGEST,
                "",
                time.instant(),
                List.of(),
                null,
                Map.of(),
                ImageEvidence.Command.UNKNOWN,
                List.of(),
                List.of()));
    return run(patience).propose(repo.target(), List.of(candidate), Progress.NONE).get(0);
  }

  private Outcome app() {
    return app(DIGEST, Duration.ZERO);
  }

  private void isDeclined(Outcome outcome, String why) {
    assertThat(outcome).isInstanceOf(Outcome.Declined.class);
    assertThat(outcome.sentence())
        .contains("the rule wants a signature by keys/cosign.pub, but " + why);
    assertThat(repo.branches()).containsExactly("main");
    assertThat(repo.pullRequests()).isEmpty();
  }

  private List<String> statuses(String branch) {
    return repo.forge().statuses("acme", "config", branch);
  }

  @Test
  void aSignedImageIsProposedAndPeopleAreToldByWhom() {
    proposed(app());

    assertThat(repo.pullRequests().get(0).body())
        .contains("the registry confirmed the tag and its digest; signed by keys/cosign.pub");
    assertThat(statuses(BRANCH))
        .containsExactly("tagboat/verified success: signed by keys/cosign.pub");
    // Two places run it; the registry is asked once.
    assertThat(asked).hasSize(1);
  }

  @Test
  void anUnsignedImageIsNot() {
    answer = UNSIGNED;

    isDeclined(app(), "the registry has no signature of it");
  }

  @Test
  void anImageSignedBySomebodyElseIsNot() {
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");

    isDeclined(app(), "its signature is not by keys/cosign.pub");
  }

  @Test
  void withoutADigestNothingCanBeSigned() {
    isDeclined(app(null, Duration.ZERO), "nobody asked the registry for the digest");
    assertThat(asked).isEmpty();
  }

  @Test
  void whereNobodyIsAskedNothingPasses() {
    isDeclined(propose("app:1.4.2"), "nobody asked the registry who signed it");
  }

  @Test
  void aKeyThatIsNotThereLetsNothingPass() {
    repo.commit("main", Map.of("keys/cosign.pub", ""));

    isDeclined(app(), "keys/cosign.pub holds no public key in PEM");
  }

  @Test
  void aKeyThatIsALinkIsNotFollowed() {
    repo.commit("main", Map.of("keys/cosign.pub", "../a/pod.yaml"), FileMode.SYMLINK);

    isDeclined(app(), "the config repo has no file keys/cosign.pub");
  }

  @Test
  void aKeyThatIsTooLargeLetsNothingPass() {
    repo.commit("main", Map.of("keys/cosign.pub", TestSigner.ecdsa().pem() + " ".repeat(70_000)));

    isDeclined(app(), "the public key keys/cosign.pub cannot be read");
  }

  @Test
  void aRegistryThatCannotBeAskedIsAskedAgain() {
    trouble = new TransientFault("the registry is down");

    assertThatThrownBy(this::app).isInstanceOf(TransientFault.class);
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void aRegistryThatForbidsItIsAPersonsMatter() {
    trouble = new UserFault("not allowed");

    assertThat(app()).isInstanceOf(Outcome.Failed.class);
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void whoComesBackWaitsForASignature() {
    answer = UNSIGNED;
    Outcome first = app(DIGEST, Duration.ofHours(1));

    assertThat(first)
        .isInstanceOfSatisfying(
            Outcome.Waiting.class,
            waiting -> assertThat(waiting.until()).isEqualTo(time.instant().plusSeconds(10)));
  }

  @Test
  void whatWasSeenLongAgoIsNotWaitedForAnyMore() {
    answer = UNSIGNED;
    Candidate old =
        new Candidate(
            "1",
            new ImagePush(
                APP,
                new Tag("1.4.2"),
                DIGEST,
                null,
                time.instant().minus(Duration.ofMinutes(20)),
                null),
            DIGEST);
    Outcome waiting =
        run(Duration.ofHours(1)).propose(repo.target(), List.of(old), Progress.NONE).get(0);
    Outcome over =
        run(Duration.ofMinutes(20)).propose(repo.target(), List.of(old), Progress.NONE).get(0);

    assertThat(((Outcome.Waiting) waiting).until())
        .isEqualTo(time.instant().plus(Duration.ofMinutes(20)));
    isDeclined(over, "the registry has no signature of it");
  }

  @Test
  void anImageThatNoRuleNamesIsNotAsked() {
    proposed(run(Duration.ZERO).propose(repo.target(), List.of(db()), Progress.NONE).get(0));

    assertThat(asked).isEmpty();
    assertThat(statuses(repo.pullRequests().get(0).head()))
        .containsExactly(
            "tagboat/verified success: digest confirmed at registry, no signature rule");
  }

  private static Candidate db() {
    return new Candidate(
        "2",
        ImagePush.of(ImageName.parse("ghcr.io/acme/db").orElseThrow(), new Tag("16.2"), DIGEST),
        DIGEST);
  }

  @Test
  void withoutAnAnswerOfTheRegistryNothingIsVouchedFor() {
    Candidate skipped = new Candidate("2", db().push(), null);

    proposed(run(Duration.ZERO).propose(repo.target(), List.of(skipped), Progress.NONE).get(0));

    assertThat(statuses(repo.pullRequests().get(0).head())).isEmpty();
  }

  @Test
  void aPullRequestWhoseImageIsNoLongerProvenIsTakenBack() {
    proposed(app());
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");

    run(Duration.ZERO).tend(repo.target(), 1);

    assertThat(repo.pullRequests().get(0).state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(comments(1))
        .singleElement()
        .asString()
        .startsWith(
            "No longer proposed: ghcr.io/acme/app:1.4.2@"
                + DIGEST
                + ": the rule wants a signature by keys/cosign.pub, but its signature is not by"
                + " keys/cosign.pub. Closed by Tagboat");
  }

  @Test
  void whatNobodyWasAskedAboutStaysProposed() {
    proposed(app());
    answer = SignatureVerdict.unasked();
    Candidate newer = new Candidate("2", ImagePush.of(APP, new Tag("1.4.3"), null), null);

    Outcome outcome =
        run(Duration.ZERO).propose(repo.target(), List.of(newer), Progress.NONE).get(0);

    assertThat(outcome).isInstanceOf(Outcome.Declined.class);
    assertThat(((Outcome.Declined) outcome).sentence())
        .contains("stays as it is", "ghcr.io/acme/app:1.4.2@");
    assertThat(repo.pullRequests().get(0).state()).isEqualTo(PullRequest.State.OPEN);
    assertThat(comments(1)).isEmpty();
  }

  @Test
  void aFileThatCannotBeReadDoesNotKeepWhatIsNoLongerProven() {
    proposed(app());
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");
    repo.commit("main", Map.of("broken.yaml", "a: [\nimage: ghcr.io/acme/app:1.4.1\n"));

    run(Duration.ZERO).tend(repo.target(), 1);

    assertThat(repo.pullRequests().get(0).state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void noScheduleKeepsWhatIsNoLongerProvenInAGroup() {
    String rule = "images: [{name: ghcr.io/acme/app, verify: {cosign: {key: keys/cosign.pub}}}]\n";
    String start = "version: 1\n" + rule + "pull-requests: {group-by: all";
    repo.commit("main", Map.of(".tagboat.yaml", start + "}\n"));
    Candidate app = new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST);
    run(Duration.ZERO).propose(repo.target(), List.of(app, db()), Progress.NONE);
    assertThat(repo.pullRequests().get(0).title()).isEqualTo("Bump 2 images");
    repo.commit("main", Map.of(".tagboat.yaml", start + ", schedule: ['* 0 29 2 * UTC']}\n"));
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");

    run(Duration.ZERO).tend(repo.target(), 1);

    assertThat(repo.pullRequests().get(0).title()).isEqualTo("Bump acme/db to 16.2");
    assertThat(repo.raw("tagboat/all")).doesNotContain("1.4.2");
  }

  @Test
  void noMergeQueueKeepsWhatIsNoLongerProvenInAGroup() {
    String rule = "images: [{name: ghcr.io/acme/app, verify: {cosign: {key: keys/cosign.pub}}}]\n";
    repo.forge()
        .protect("acme", "config", new Protection("main", List.of("ci"), true, false, false));
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml",
            "version: 1\n"
                + rule
                + "pull-requests: {group-by: all, auto-merge: {enabled: true}}\n"));
    Candidate app = new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST);
    run(Duration.ZERO).propose(repo.target(), List.of(app, db()), Progress.NONE);
    String queued = repo.pullRequests().get(0).headSha();
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");

    run(Duration.ZERO).tend(repo.target(), 1);

    assertThat(repo.pullRequests().get(0).headSha()).isNotEqualTo(queued);
    assertThat(repo.raw("tagboat/all")).doesNotContain("1.4.2");
  }

  @Test
  void peopleAreToldWhenTheirCommitKeepsWhatIsNoLongerProven() {
    proposed(app());
    String foreign = repo.commit(BRANCH, Map.of("hand.txt", "by hand\n"));
    answer = new SignatureVerdict.NotMatching("its signature is not by keys/cosign.pub");

    run(Duration.ZERO).tend(repo.target(), 1);
    run(Duration.ZERO).tend(repo.target(), 1);

    assertThat(repo.commitsOn(BRANCH)).contains(foreign);
    assertThat(comments(1))
        .singleElement()
        .asString()
        .startsWith("Hands off: no longer proven is ghcr.io/acme/app:1.4.2@")
        .contains("the branch holds commit");
  }

  @Test
  void lookingAfterAPullRequestSaysNothingAgain() {
    proposed(app());
    Target target = repo.target();
    run(Duration.ZERO).tend(target, 1);
    calls();

    run(Duration.ZERO).tend(target, 1);

    assertThat(calls()).noneMatch(call -> call.contains("status"));
  }

  @Test
  void aPreviewAsksTheRegistryToo() {
    answer = UNSIGNED;
    Candidate candidate = new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST);

    isDeclined(
        run(Duration.ZERO).preview(repo.target(), List.of(candidate), Progress.NONE).get(0),
        "the registry has no signature of it");
  }
}
