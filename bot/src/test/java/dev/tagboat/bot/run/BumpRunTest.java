package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.BranchName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a real git server over HTTP and the embedded forge. */
final class BumpRunTest {
  private static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));
  private static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();
  private static final String BRANCH = BranchName.of(APP);
  private static final String POD =
      """
      # comment
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: 'ghcr.io/acme/app:1.4.1'   # keep me
      """;

  @TempDir Path dir;
  private ConfigRepoFixture repo;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(dir);
    repo.commit("main", Map.of("a/pod.yaml", POD, "README.md", "hello\n"));
  }

  @AfterEach
  void stop() {
    repo.assertContract();
    repo.close();
  }

  private Outcome propose(String reference) {
    return repo.propose(DIGEST, reference).get(0);
  }

  private static Outcome.Proposed proposed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
    return (Outcome.Proposed) outcome;
  }

  @Test
  void onlyTheTagsBytesChangeOnOneBranchWithOneCommitAndOnePullRequest() {
    Outcome.Proposed outcome = proposed(propose("ghcr.io/acme/app:1.4.2"));

    assertThat(outcome.action()).isEqualTo(Outcome.Action.CREATED);
    assertThat(repo.read(BRANCH, "a/pod.yaml")).isEqualTo(POD.replace("1.4.1", "1.4.2"));
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(repo.pullRequests())
        .singleElement()
        .satisfies(pr -> assertThat(pr.title()).isEqualTo("Bump acme/app to 1.4.2"));
    assertThat(outcome.diff())
        .contains("-    - image: 'ghcr.io/acme/app:1.4.1'   # keep me")
        .contains("+    - image: 'ghcr.io/acme/app:1.4.2'   # keep me");
    assertThat(repo.read("main", "a/pod.yaml")).isEqualTo(POD);
  }

  @Test
  void theSamePushTwiceChangesNothing() {
    propose("ghcr.io/acme/app:1.4.2");
    List<String> commits = repo.commitsOn(BRANCH);
    repo.forge().forgetRequests();

    Outcome.Proposed again = proposed(propose("ghcr.io/acme/app:1.4.2"));

    assertThat(again.action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(repo.commitsOn(BRANCH)).isEqualTo(commits);
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(repo.forge().requests())
        .noneMatch(r -> r.method().equals("PATCH") || r.path().endsWith("/git-receive-pack"));
  }

  @Test
  void aNewerTagMovesTheSamePullRequestWithOneCommitOnAFreshBase() {
    propose("ghcr.io/acme/app:1.4.2");
    repo.commit("main", Map.of("other.yaml", "a: 1\n"));

    Outcome.Proposed newer = proposed(propose("ghcr.io/acme/app:1.5.0"));

    assertThat(newer.action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(repo.pullRequests())
        .singleElement()
        .satisfies(pr -> assertThat(pr.title()).endsWith("1.5.0"));
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(repo.read(BRANCH, "other.yaml")).isEqualTo("a: 1\n");
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("app:1.5.0");
  }

  @Test
  void anOlderTagThatArrivesLateDoesNotMoveItBack() {
    propose("ghcr.io/acme/app:1.5.0");

    Outcome late = propose("ghcr.io/acme/app:1.4.2");

    assertThat(late).isInstanceOf(Outcome.Declined.class);
    assertThat(late.sentence()).contains("superseded by 1.5.0");
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("app:1.5.0");
  }

  @Test
  void aBatchOfOneImageProposesTheHighestAndAccountsForAll() {
    List<Outcome> outcomes =
        repo.propose(
            DIGEST,
            "ghcr.io/acme/app:1.4.3",
            "ghcr.io/acme/app:1.6.0",
            "ghcr.io/acme/app:1.5.0",
            "ghcr.io/acme/app:1.4.0",
            "ghcr.io/acme/elsewhere:1.0.0");

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Declined.class);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Proposed.class);
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Declined.class);
    assertThat(outcomes.get(3)).isInstanceOf(Outcome.Declined.class);
    assertThat(outcomes.get(4)).isInstanceOf(Outcome.NothingToDo.class);
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("app:1.6.0");
  }

  @Test
  void variantsOfOneImageShareItsPullRequest() {
    repo.commit("main", Map.of("b/pod.yaml", POD.replace("1.4.1", "1.4.1-alpine")));

    propose("ghcr.io/acme/app:1.5.0");
    propose("ghcr.io/acme/app:1.5.0-alpine");

    assertThat(repo.pullRequests())
        .singleElement()
        .satisfies(pr -> assertThat(pr.title()).endsWith("to 1.5.0, 1.5.0-alpine"));
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("app:1.5.0'");
    assertThat(repo.read(BRANCH, "b/pod.yaml")).contains("app:1.5.0-alpine'");
  }

  @Test
  void closedByAPersonMeansNoToThatTagOnly() {
    PullRequest pr = proposed(propose("ghcr.io/acme/app:1.4.2")).pullRequest();
    repo.target().forge().close(java.util.Objects.requireNonNull(pr).number());

    Outcome again = propose("ghcr.io/acme/app:1.4.2");
    Outcome newer = propose("ghcr.io/acme/app:1.4.3");

    assertThat(again).isInstanceOf(Outcome.Declined.class);
    assertThat(again.sentence()).contains("#1").contains("closed without merging");
    assertThat(newer).isInstanceOf(Outcome.Proposed.class);
    assertThat(repo.pullRequests()).hasSize(2);
  }

  @Test
  void somebodyElsesCommitOnOurBranchIsNotTouched() {
    propose("ghcr.io/acme/app:1.4.2");
    String foreign = repo.commit(BRANCH, Map.of("README.md", "mine\n"));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.3");

    assertThat(outcome).isInstanceOf(Outcome.Declined.class);
    assertThat(outcome.sentence()).contains(foreign.substring(0, 10));
    assertThat(repo.commitsOn(BRANCH)).contains(foreign);
  }

  @Test
  void bumpedByHandMeansThePullRequestIsClosedWithASentence() {
    propose("ghcr.io/acme/app:1.4.2");
    repo.commit("main", Map.of("a/pod.yaml", POD.replace("1.4.1", "1.4.2")));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.2");

    assertThat(outcome).isInstanceOf(Outcome.NothingToDo.class);
    assertThat(repo.pullRequests())
        .singleElement()
        .satisfies(pr -> assertThat(pr.state()).isEqualTo(PullRequest.State.CLOSED));
    assertThat(repo.branches()).containsExactly("main");

    repo.commit("main", Map.of("a/pod.yaml", POD));
    assertThat(propose("ghcr.io/acme/app:1.4.2"))
        .as("our own closing is no person's no")
        .isInstanceOf(Outcome.Proposed.class);
  }

  @Test
  void aFileThatCannotBeReadIsNamedAndTheOthersChange() {
    repo.commit("main", Map.of("broken/app.yaml", "a: [ghcr.io/acme/app:1.4.1\nb: }\n"));

    Outcome.Proposed outcome = proposed(propose("ghcr.io/acme/app:1.4.2"));

    assertThat(outcome.warnings()).singleElement().asString().contains("broken/app.yaml:2:");
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.2");
    assertThat(repo.read(BRANCH, "broken/app.yaml")).contains("1.4.1");
  }

  @Test
  void filesOfAChartThatDoNotNameTheImageAreFoundThroughThoseThatDo() {
    repo.commit(
        "main",
        Map.of(
            "charts/app/Chart.yaml",
            "apiVersion: v2\nname: x\nversion: 1.0.0\nappVersion: 1.4.0\n",
            "charts/app/values.yaml",
            "image: {repository: ghcr.io/acme/app, tag: ''}\n",
            "charts/app/values-prod.yaml",
            "image: {tag: 1.3.9}\n",
            "charts/app/ci/test-values.yaml",
            "image: {tag: 1.3.8}\n",
            "charts/other/values-prod.yaml",
            "image: {tag: 1.3.7}\n"));

    proposed(propose("ghcr.io/acme/app:1.4.2"));

    assertThat(repo.read(BRANCH, "charts/app/Chart.yaml")).contains("appVersion: 1.4.2\n");
    assertThat(repo.read(BRANCH, "charts/app/values.yaml")).contains("tag: ''");
    assertThat(repo.read(BRANCH, "charts/app/values-prod.yaml")).contains("tag: 1.4.2");
    assertThat(repo.read(BRANCH, "charts/app/ci/test-values.yaml")).contains("tag: 1.4.2");
    assertThat(repo.read(BRANCH, "charts/other/values-prod.yaml")).contains("tag: 1.3.7");
  }

  @Test
  void symbolicLinksAndSubmodulesAreLeftAlone() {
    repo.commit("main", Map.of("link.yaml", "../../etc/app"), FileMode.SYMLINK);
    repo.commit("main", Map.of("sub/app.yaml", ""), FileMode.GITLINK);

    propose("ghcr.io/acme/app:1.4.2");

    assertThat(repo.read(BRANCH, "link.yaml")).isEqualTo("../../etc/app");
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.2");
  }

  @Test
  void aMissingBaseBranchIsAPersonsTask() {
    Target target = repo.target();
    Outcome outcome =
        repo.run()
            .propose(
                new Target(target.remote(), "trunk", target.forge()),
                List.of(candidate("1.4.2")),
                Progress.NONE)
            .get(0);

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.sentence()).contains("no branch 'trunk'");
  }

  @Test
  void whatIsCommittedIsToldOnlyToThoseWhoseTagItIs() {
    List<String> told = new ArrayList<>();

    repo.run()
        .propose(
            repo.target(),
            List.of(candidate("1.4.2"), candidate("not-a-version")),
            (id, step, detail) -> told.add(id + " " + step));

    assertThat(told)
        .contains("1.4.2 COMMITTED", "1.4.2 PUSHED", "1.4.2 PROPOSED", "not-a-version PLANNED")
        .doesNotContain("not-a-version COMMITTED", "not-a-version PUSHED")
        .doesNotContain("not-a-version PROPOSED");
  }

  private static Candidate candidate(String tag) {
    return new Candidate(tag, ImagePush.of(APP, new Tag(tag), DIGEST), DIGEST);
  }

  @Test
  void aForcePushedBaseIsTakenAsItIs() {
    String old = repo.commit("main", Map.of("x.yaml", "a: 1\n"));
    propose("ghcr.io/acme/app:1.4.2");
    repo.forcePush("main", repo.commit("other", Map.of("a/pod.yaml", POD + "# rewritten\n")));

    propose("ghcr.io/acme/app:1.4.3");

    assertThat(repo.commitsOn(BRANCH)).hasSize(1).doesNotContain(old);
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.3").contains("# rewritten");
  }

  @Test
  void aRuleOfAnotherImageThatMeansNothingStopsEverythingToo() {
    repo.commit(
        "main",
        Map.of(".tagboat.yaml", "images: [{name: acme/other, policy: semver, range: foo}]\n"));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.2");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.sentence()).contains(".tagboat.yaml:1:52: range is not");
  }

  @Test
  void aRefusalSaysByWhichRuleAndWhereThatStands() {
    assertThat(propose("ghcr.io/acme/app:1.5.0-rc.1").sentence()).doesNotContain("(rule: ");
    repo.commit(
        "main", Map.of(".tagboat.yaml", "images: [{name: ghcr.io/acme/app, policy: never}]\n"));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.2");

    assertThat(outcome).isInstanceOf(Outcome.Declined.class);
    assertThat(outcome.sentence())
        .contains("a/pod.yaml:")
        .contains("(rule: .tagboat.yaml: ghcr.io/acme/app)");
  }

  @Test
  void aSettingsFileOfAWrongNameStopsEverythingToo() {
    repo.commit("main", Map.of(".tagboat.yml", "images: [{name: acme/app, policy: never}]\n"));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.2");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.sentence()).contains("Rename it to .tagboat.yaml");
  }

  @Test
  void aWrongSettingsFileStopsEverythingWithItsPlace() {
    repo.commit("main", Map.of(".tagboat.yaml", "version: 1\nimagess: []\n"));

    Outcome outcome = propose("ghcr.io/acme/app:1.4.2");

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(outcome.sentence()).contains(".tagboat.yaml:2:1").contains("images");
  }

  @Test
  void aLostAnswerOfAnyStepConvergesOnTheRerun() {
    for (String path :
        List.of(
            "/acme/config\\.git/git-receive-pack",
            "/api/v3/repos/acme/config/pulls",
            "/api/v3/repos/acme/config/issues/1/labels")) {
      repo.commit(
          "main", Map.of(".tagboat.yaml", "version: 1\npull-requests: {labels: [image-update]}\n"));
      repo.forge().faults().clear();
      repo.forge().faults().loseAnswer("POST", path, 2);

      try {
        propose("ghcr.io/acme/app:1.4.2");
      } catch (TransientFault expected) {
        assertThat(expected).hasMessageNotContaining(ConfigRepoFixture.TOKEN);
      }
      repo.forge().faults().clear();
      Outcome.Proposed outcome = proposed(propose("ghcr.io/acme/app:1.4.2"));

      assertThat(outcome.pullRequest()).as(path).isNotNull();
      assertThat(repo.pullRequests()).as(path).hasSize(1);
      assertThat(repo.commitsOn(BRANCH)).as(path).hasSize(1);
    }
  }

  @Test
  void troubleOfTheForgeIsTimesToMendAndSaysSo() {
    repo.forge()
        .faults()
        .respond("*", "/api/graphql|/api/v3/repos/acme/config/pulls", 20, 503, "down");

    assertThatThrownBy(() -> propose("ghcr.io/acme/app:1.4.2"))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("503");
  }

  @Test
  void oneImageThatTheForgeChokesOnHoldsBackNoOther() {
    repo.commit("main", Map.of("b/pod.yaml", POD.replace("acme/app", "acme/other")));
    repo.forge().faults().respond("POST", "/api/v3/repos/acme/config/pulls", 1, 500, "oops");

    List<Outcome> outcomes =
        repo.propose(DIGEST, "ghcr.io/acme/app:1.4.2", "ghcr.io/acme/other:1.4.2");

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Later.class);
    assertThat(outcomes.get(0).sentence()).contains("500");
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Proposed.class);
    assertThat(repo.pullRequests()).hasSize(1);
  }

  @Test
  void aForgeThatAsksForAPauseIsAskedNoMore() {
    repo.commit("main", Map.of("b/pod.yaml", POD.replace("acme/app", "acme/other")));
    proposed(propose("ghcr.io/acme/app:1.4.2"));
    repo.forge().forgetRequests();
    repo.forge()
        .faults()
        .secondaryLimit("POST", "/api/v3/repos/acme/config/pulls", 1, Optional.of(600));

    List<Outcome> outcomes =
        repo.propose(
            DIGEST,
            "ghcr.io/acme/app:1.4.2",
            "ghcr.io/acme/other:1.4.2",
            "ghcr.io/acme/elsewhere:1.4.2");

    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Proposed.class);
    assertThat(outcomes.subList(1, 3))
        .allSatisfy(
            outcome ->
                assertThat(outcome)
                    .asInstanceOf(type(Outcome.Later.class))
                    .satisfies(later -> assertThat(later.fault().retryAfter()).isPresent()));
  }

  @Test
  void aRefusalOfTheForgeIsAPersonsTask() {
    repo.forge()
        .faults()
        .respond("POST", "/api/v3/repos/acme/config/pulls", 1, 403, "Resource not accessible");

    assertThat(propose("ghcr.io/acme/app:1.4.2"))
        .asInstanceOf(type(Outcome.Failed.class))
        .satisfies(failed -> assertThat(failed.sentence()).contains("pull requests: write"));
  }

  @Test
  void withoutARegistrysWordThePullRequestSaysSo() {
    Outcome.Proposed outcome = proposed(repo.propose(null, "ghcr.io/acme/app:1.4.2").get(0));

    assertThat(outcome.pullRequest())
        .satisfies(pr -> assertThat(pr.body()).contains("nobody asked the registry"));
  }
}
