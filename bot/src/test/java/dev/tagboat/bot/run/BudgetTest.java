package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.RecordedRequest;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many calls of the API one bump takes; each run is the first of its process, which knows
 * nothing yet. An App's token is counted by itself: it holds for an hour, whatever is done with it.
 */
final class BudgetTest extends MannersTestBase {
  private static final String ALL =
      "labels: [a, b], reviewers: [ann], team-reviewers: [ops], assignees: [ann], draft: true";
  private static final String GRAPH = "POST /api/graphql";
  private static final Predicate<String> TOKEN =
      call -> call.contains("/app") || call.endsWith("/installation");

  /** Who asks. */
  enum Login {
    TOKEN,
    APP
  }

  // The App's JWT is of the real time.
  BudgetTest() {
    super(Instant.now());
  }

  @BeforeEach
  void forget() {
    settings(ALL);
    // The labels come into being.
    proposed(run(Login.TOKEN, CommitMode.GIT, "db", "16.2"));
    calls();
  }

  private Outcome run(Login login, CommitMode mode, String image, String tag) {
    Target target = login == Login.APP ? repo.app(mode) : repo.target(mode);
    ImageName name = ImageName.parse("ghcr.io/acme/" + image).orElseThrow();
    Candidate candidate = new Candidate("1", ImagePush.of(name, new Tag(tag), DIGEST), DIGEST);
    return repo.run()
        .preferring(Scene.onMilestone(3))
        .propose(target, List.of(candidate), Progress.NONE)
        .get(0);
  }

  private List<String> counted(Login login, CommitMode mode, String tag) {
    calls();
    assertThat(proposed(run(login, mode, "app", tag)).warnings()).isEmpty();
    return calls().stream()
        .filter(TOKEN.negate())
        .map(call -> call.replaceAll("[0-9a-f]{40}", "HEAD"))
        .toList();
  }

  private void everythingIsOn() {
    PullRequest open = repo.target().forge().get(2).orElseThrow();
    assertThat(open.marks().labels()).containsExactly("a", "b");
    assertThat(open.marks().reviewers()).containsExactly("ann");
    assertThat(open.marks().teamReviewers()).containsExactly("ops");
    assertThat(open.marks().assignees()).containsExactly("ann");
    assertThat(open.draft()).isTrue();
    assertThat(repo.forge().milestone("acme", "config", 2)).contains("3");
    assertThat(repo.forge().statuses("acme", "config", BRANCH))
        .singleElement()
        .asString()
        .startsWith("tagboat/verified success");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aNewPullRequestWithEveryMarkTakesFourCallsWherePushed(Login login) {
    assertThat(counted(login, CommitMode.GIT, "1.4.2"))
        .containsExactly(GRAPH, "POST /pulls", "POST /statuses/HEAD", GRAPH);
    everythingIsOn();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aNewPullRequestWithEveryMarkTakesSevenCallsWhereGitHubCommits(Login login) {
    assertThat(counted(login, CommitMode.API, "1.4.2"))
        .containsExactly(
            GRAPH,
            "POST /git/trees",
            "POST /git/commits",
            "POST /git/refs",
            "POST /pulls",
            "POST /statuses/HEAD",
            GRAPH);
    everythingIsOn();
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aNewerTagTakesThreeCallsWherePushed(Login login) {
    counted(login, CommitMode.GIT, "1.4.2");

    assertThat(counted(login, CommitMode.GIT, "1.4.3"))
        .containsExactly(GRAPH, "PATCH /pulls/2", "POST /statuses/HEAD");
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void aNewerTagTakesSixCallsWhereGitHubCommits(Login login) {
    counted(login, CommitMode.API, "1.4.2");

    assertThat(counted(login, CommitMode.API, "1.4.3"))
        .containsExactly(
            GRAPH,
            "POST /git/trees",
            "POST /git/commits",
            GRAPH,
            "PATCH /pulls/2",
            "POST /statuses/HEAD");
    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    everythingIsOn();
  }

  // GitHub leaves the branch of a merged pull request where it is.
  @ParameterizedTest
  @EnumSource(Login.class)
  void aNewerTagAfterAMergeTakesFourCallsWherePushed(Login login) {
    settings(ALL.replace(", draft: true", ""));
    counted(login, CommitMode.GIT, "1.4.2");
    repo.forge().merge("acme", "config", 2);

    assertThat(counted(login, CommitMode.GIT, "1.4.3"))
        .containsExactly(GRAPH, "POST /pulls", "POST /statuses/HEAD", GRAPH);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void nothingToDoTakesTwoCallsWherePushed(Login login) {
    counted(login, CommitMode.GIT, "1.4.2");

    assertThat(counted(login, CommitMode.GIT, "1.4.2"))
        .containsExactly(GRAPH, "GET /commits/HEAD/statuses");
  }

  @Test
  void nothingToDoTakesOneCallOfAServerThatRuns() {
    Target target = repo.target();
    List<Candidate> one =
        List.of(new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST));
    proposed(repo.run().propose(target, one, Progress.NONE).get(0));
    calls();

    Outcome again = repo.run().propose(target, one, Progress.NONE).get(0);

    assertThat(proposed(again).action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(calls()).containsExactly(GRAPH);
  }

  @ParameterizedTest
  @EnumSource(Login.class)
  void nothingToDoTakesTwoCallsWhereGitHubCommits(Login login) {
    counted(login, CommitMode.API, "1.4.2");

    assertThat(counted(login, CommitMode.API, "1.4.2"))
        .containsExactly(GRAPH, "GET /commits/HEAD/statuses");
  }

  @Test
  void aPlainPullRequestTakesThreeCallsWherePushed() {
    settings("");

    calls();
    proposed(repo.propose(DIGEST, "ghcr.io/acme/app:1.4.2").get(0));

    assertThat(calls()).hasSize(3).startsWith(GRAPH, "POST /pulls");
  }

  @Test
  void aLabelThatIsNotThereYetTakesOneCallMore() {
    settings(ALL.replace("[a, b]", "[a, new]"));

    assertThat(counted(Login.TOKEN, CommitMode.GIT, "1.4.2"))
        .containsExactly(
            GRAPH, "POST /pulls", "POST /statuses/HEAD", GRAPH, "POST /issues/2/labels");
    assertThat(repo.target().forge().get(2).orElseThrow().marks().labels())
        .containsExactly("a", "new");
  }

  @Test
  void anAppsTokenTakesThreeCallsAnHourAndOneMoreForTeams() {
    proposed(run(Login.APP, CommitMode.AUTO, "app", "1.4.2"));

    assertThat(calls().stream().filter(TOKEN))
        .containsExactly(
            "GET /api/v3/app",
            "GET /installation",
            "POST /api/v3/app/installations/1/access_tokens",
            "POST /api/v3/app/installations/1/access_tokens");
  }

  @Test
  void anOlderServerIsAskedStepByStepAndConditionally() {
    repo.forge().graphQlWithout("isInMergeQueue", "rules", "fullDatabaseId");
    Target target = repo.target(CommitMode.GIT);
    List<Candidate> one =
        List.of(new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST));
    proposed(repo.run().propose(target, one, Progress.NONE).get(0));
    repo.run().propose(target, one, Progress.NONE);
    repo.forge().forgetRequests();

    Outcome again = repo.run().propose(target, one, Progress.NONE).get(0);

    assertThat(proposed(again).action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(repo.forge().requests())
        .filteredOn(request -> request.path().startsWith("/api/"))
        .hasSize(2)
        .extracting(RecordedRequest::status)
        .containsOnly(304);
  }
}
