package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.forge.git.PushOnlyForge.Flavour;
import dev.tagboat.bot.git.GitBackend;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.TestGit;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forges that open requests by themselves when something is pushed, on git's own server. */
@NeedsProgram("git")
final class PushOnlyTest {
  private static final String BRANCH = MannersTestBase.BRANCH;

  @TempDir Path dir;
  private final MannersTestBase.Hands time =
      new MannersTestBase.Hands(Instant.parse("2026-11-26T12:00:00Z"));
  private GitBackend server;
  private Path work;
  private String mirrors = "mirrors";

  @BeforeEach
  void start() throws IOException {
    TestGit.settle(dir);
    server = new GitBackend(dir.resolve("served"));
    work = Files.createDirectory(dir.resolve("work"));
    TestGit.run(work, "init", "-q");
    Files.writeString(work.resolve("pod.yaml"), MannersTestBase.pod("app:1.4.1"));
    Files.writeString(
        work.resolve(".tagboat.yaml"),
        "version: 1\npull-requests: {labels: [bump], assignees: [ann], reviewers: [eve],"
            + " auto-merge: {enabled: true}}\n");
    commit("begin");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void commit(String message) {
    TestGit.run(work, "add", "-A");
    TestGit.run(work, "commit", "-q", "-m", message);
    TestGit.run(work, "push", "-q", server.repository().toString(), "HEAD:main");
    assertThat(server.noted()).containsExactly("refs/heads/main");
  }

  private String served(String... arguments) {
    return TestGit.run(server.repository(), arguments);
  }

  private Outcome propose(Flavour flavour, String tag) {
    time.pass(Duration.ofSeconds(1));
    JGitRepositories repositories =
        new JGitRepositories(dir.resolve(mirrors), GitSettings.defaults());
    Target target =
        new Target(new GitRemote(server.url(), null, null), "main", new PushOnlyForge(flavour));
    Candidate candidate =
        new Candidate(
            tag,
            ImagePush.of(MannersTestBase.APP, new Tag(tag), MannersTestBase.DIGEST),
            MannersTestBase.DIGEST);
    return new BumpRun(repositories, time)
        .propose(target, List.of(candidate), Progress.NONE)
        .get(0);
  }

  private Outcome.Proposed proposed(Flavour flavour, String tag) {
    return MannersTestBase.proposed(propose(flavour, tag));
  }

  @Test
  void gitLabOpensAMergeRequestAndMovesIt() {
    Outcome.Proposed first = proposed(Flavour.GITLAB, "1.4.2");

    assertThat(first.action()).isEqualTo(Outcome.Action.CREATED);
    assertThat(first.warnings()).singleElement().asString().startsWith("reviewers were left out");
    List<String> noted = server.noted();
    assertThat(noted)
        .startsWith(
            "refs/heads/" + BRANCH,
            "merge_request.create",
            "merge_request.target=main",
            "merge_request.title=Bump acme/app to 1.4.2")
        .contains(
            "merge_request.label=bump",
            "merge_request.assign=ann",
            "merge_request.merge_when_pipeline_succeeds");
    assertThat(noted.get(4))
        .startsWith("merge_request.description=Moves `ghcr.io/acme/app` from `1.4.1`")
        .contains("\\n\\n| | from | to |\\n", "**Where:**", "**Why:**")
        .doesNotContain("<!--", "tagboat: rebase");

    assertThat(proposed(Flavour.GITLAB, "1.4.2").action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(server.noted()).isEmpty();

    assertThat(proposed(Flavour.GITLAB, "1.4.3").action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(server.noted())
        .contains("merge_request.title=Bump acme/app to 1.4.3")
        .noneMatch(option -> option.startsWith("merge_request.label"));
    assertThat(served("rev-list", "--count", "main.." + BRANCH)).isEqualTo("1");
  }

  @Test
  void giteaAndForgejoOpenAPullRequestWithoutABranch() {
    Outcome.Proposed first = proposed(Flavour.GITEA, "1.4.2");

    assertThat(first.action()).isEqualTo(Outcome.Action.CREATED);
    assertThat(first.warnings()).singleElement().asString().startsWith("labels, reviewers");
    assertThat(server.noted())
        .startsWith("refs/for/main", "topic=" + BRANCH, "title=Bump acme/app")
        .contains("force-push=true");
    assertThat(served("for-each-ref", "--format=%(refname)", "refs/heads", "refs/for"))
        .isEqualTo("refs/heads/main");
    assertThat(served("rev-parse", "refs/pull/1/head")).isEqualTo(first.commit().value());

    assertThat(proposed(Flavour.GITEA, "1.4.2").action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(server.noted()).isEmpty();
  }

  @Test
  void aNewerTagMovesThePullRequestOfGiteaOntoAFreshBase() throws IOException {
    proposed(Flavour.GITEA, "1.4.2");
    Files.writeString(work.resolve("news"), "x");
    assertThat(server.noted()).isNotEmpty();
    commit("news");

    Outcome.Proposed next = proposed(Flavour.GITEA, "1.4.3");

    assertThat(next.action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(next.warnings()).isEmpty();
    assertThat(server.noted()).startsWith("refs/for/main", "topic=" + BRANCH);
    assertThat(served("rev-list", "--count", "main..refs/pull/1/head")).isEqualTo("1");
    assertThat(propose(Flavour.GITEA, "1.4.2").sentence()).contains("1.4.3");
  }

  @Test
  void whatWasMergedIsForgottenAndTheNextOneIsNew() {
    String commit = proposed(Flavour.GITEA, "1.4.2").commit().value();
    served("update-ref", "refs/heads/main", commit);

    assertThat(propose(Flavour.GITEA, "1.4.2")).isInstanceOf(Outcome.NothingToDo.class);
    assertThat(proposed(Flavour.GITEA, "1.4.3").action()).isEqualTo(Outcome.Action.CREATED);
  }

  @Test
  void aMirrorThatIsLostCostsOnePushOfTheSameTopic() {
    proposed(Flavour.GITEA, "1.4.2");
    assertThat(server.noted()).contains("topic=" + BRANCH);
    mirrors = "others";

    proposed(Flavour.GITEA, "1.4.2");

    assertThat(server.noted()).contains("topic=" + BRANCH, "force-push=true");
  }

  @Test
  void aServerThatKnowsNoAgitIsSaidSo() throws IOException {
    Files.createFile(server.repository().resolve("keep"));

    Outcome first = propose(Flavour.GITEA, "1.4.2");

    assertThat(first).isInstanceOf(Outcome.Failed.class);
    assertThat(first.sentence()).contains("knows no AGit", "no pull request came of it");
    for (String tag : List.of("1.4.2", "1.4.3")) {
      Outcome next = propose(Flavour.GITEA, tag);
      assertThat(next).isInstanceOf(Outcome.Failed.class);
      assertThat(next.sentence()).contains("knows no AGit");
    }
  }

  @Test
  void aServerWithoutPushOptionsGetsTheBranchOnly() {
    served("config", "receive.advertisePushOptions", "false");

    Outcome.Proposed alone = proposed(Flavour.GITLAB, "1.4.2");

    assertThat(alone.warnings())
        .singleElement()
        .asString()
        .startsWith("no request could be asked for")
        .contains(BRANCH);
    assertThat(server.noted()).containsExactly("refs/heads/" + BRANCH);
    Outcome refused = propose(Flavour.GITEA, "1.4.2");
    assertThat(refused).isInstanceOf(Outcome.Failed.class);
    assertThat(refused.sentence()).contains("takes no push options");
    assertThat(server.noted()).isEmpty();
  }
}
