package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people ask for in comments and by the box in the body. */
final class CommandsTest extends MannersTestBase {
  @BeforeEach
  void open() {
    proposed(propose("app:1.4.2"));
  }

  private void baseMovesOn() {
    repo.commit("main", Map.of("README.md", "news\n"));
  }

  @Test
  void rebasePutsOneCommitOnTheFreshBaseOnce() {
    baseMovesOn();
    String before = repo.commitsOn(BRANCH).get(0);
    assertThat(tend(1).headSha()).as("nobody asked").isEqualTo(before);

    long asked = comment(1, "ann", "Thanks!\n\ntagboat: rebase\n");
    PullRequest tended = tend(1);

    assertThat(tended.headSha()).isNotEqualTo(before);
    assertThat(repo.commitsOn(BRANCH)).containsExactly(tended.headSha());
    assertThat(repo.read(BRANCH, "README.md")).isEqualTo("news\n");
    assertThat(reactions(asked)).containsExactly("+1");
    baseMovesOn();
    repo.commit("main", Map.of("README.md", "more news\n"));
    assertThat(tend(1).headSha()).as("answered before").isEqualTo(tended.headSha());
  }

  @Test
  void theBoxInTheBodyAsksForARebaseAndIsEmptyAfterwards() {
    baseMovesOn();
    PullRequest open = repo.pullRequests().get(0);
    repo.forge().edit("acme", "config", 1, open.body().replace("- [ ]", "- [x]"));

    PullRequest tended = tend(1);

    assertThat(tended.headSha()).isNotEqualTo(open.headSha());
    assertThat(tended.body()).isEqualTo(open.body());
  }

  @Test
  void whoMayNotWriteIsToldSoAndNothingHappens() {
    baseMovesOn();
    String before = repo.commitsOn(BRANCH).get(0);
    long eve = comment(1, "eve", "tagboat: recreate");
    long nobody = comment(1, "mallory", "tagboat: ignore image");

    PullRequest tended = tend(1);

    assertThat(tended.isOpen()).isTrue();
    assertThat(tended.headSha()).isEqualTo(before);
    assertThat(reactions(eve)).containsExactly("-1");
    assertThat(reactions(nobody)).containsExactly("-1");
  }

  @Test
  void whatIsNotUnderstoodIsAnsweredAndQuotedLinesAreNoCommands() {
    long unknown = comment(1, "ann", "tagboat: merge it");
    long quoted = comment(1, "ann", "> tagboat: ignore\n\nno, keep it");

    assertThat(tend(1).isOpen()).isTrue();

    assertThat(reactions(unknown)).containsExactly("confused");
    assertThat(reactions(quoted)).isEmpty();
  }

  @Test
  void rebaseLeavesCommitsOfPeopleAloneAndRecreateThrowsThemAway() {
    String foreign = repo.commit(BRANCH, Map.of("hand.txt", "by hand\n"));
    long rebase = comment(1, "ann", "tagboat: rebase");

    tend(1);

    assertThat(repo.commitsOn(BRANCH)).contains(foreign);
    assertThat(reactions(rebase)).containsExactly("-1");
    assertThat(comments(1)).last().asString().startsWith("Hands off: the branch holds commit");

    long recreate = comment(1, "ann", "tagboat: recreate");
    tend(1);

    assertThat(repo.commitsOn(BRANCH)).hasSize(1).doesNotContain(foreign);
    assertThat(repo.read(BRANCH, "hand.txt")).isNull();
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.2");
    assertThat(reactions(recreate)).containsExactly("+1");
  }

  @Test
  void aForeignCommitIsSpokenOfOnce() {
    repo.commit(BRANCH, Map.of("hand.txt", "by hand\n"));

    assertThat(propose("app:1.4.3")).isInstanceOf(Outcome.Declined.class);
    assertThat(propose("app:1.4.4")).isInstanceOf(Outcome.Declined.class);
    tend(1);

    assertThat(comments(1)).hasSize(1);
  }

  @Test
  void ignoreClosesThePullRequestAndHoldsForThisTagOnly() {
    long asked = comment(1, "ann", "tagboat: ignore");

    assertThat(tend(1).state()).isEqualTo(PullRequest.State.CLOSED);

    assertThat(reactions(asked)).containsExactly("+1");
    assertThat(comments(1)).last().asString().startsWith("Ignored, as asked for.");
    assertThat(repo.branches()).containsExactly("main");
    Outcome again = propose("app:1.4.2");
    assertThat(again).isInstanceOf(Outcome.Declined.class);
    assertThat(again.sentence()).contains("asked on a pull request to ignore 1.4.2");
    proposed(propose("app:1.4.3"));
  }

  @Test
  void ignoreImageHoldsForEveryTagAndOutlivesFurtherPullRequests() {
    comment(1, "ann", "Tagboat: ignore this image");
    tend(1);

    assertThat(propose("app:1.4.3").sentence()).contains("ignore ghcr.io/acme/app");
    assertThat(repo.pullRequests()).hasSize(1);
  }

  @Test
  void oneImageOfAGroupIsIgnoredByNameAndTheOthersStay() {
    settings("group-by: all");
    proposed(propose("app:1.4.2"));
    proposed(propose("db:16.2"));
    comment(2, "ann", "tagboat: ignore image db");

    PullRequest tended = tend(2);

    assertThat(tended.isOpen()).isTrue();
    assertThat(tended.title()).isEqualTo("Bump acme/app to 1.4.2");
    assertThat(repo.read("tagboat/all", "a/db.yaml")).contains("16.1");
    assertThat(propose("db:16.3")).isInstanceOf(Outcome.Declined.class);
    repo.forge().merge("acme", "config", 2);
    assertThat(propose("db:16.4")).isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void aTagIgnoredWhileANewerOneArrivesMakesWay() {
    comment(1, "ann", "tagboat: ignore");

    Outcome.Proposed newer = proposed(propose("app:1.4.3"));

    assertThat(newer.action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(propose("app:1.4.2")).isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void whoOpensAnIgnoredPullRequestAgainWantsItAgain() {
    String commit = repo.commitsOn(BRANCH).get(0);
    comment(1, "ann", "tagboat: ignore image");
    assertThat(tend(1).isOpen()).isFalse();

    repo.forcePush(BRANCH, commit);
    repo.forge().reopenPullRequest("acme", "config", 1);
    PullRequest again = tend(1);

    assertThat(again.isOpen()).isTrue();
    assertThat(again.headSha()).isEqualTo(commit);
    assertThat(proposed(propose("app:1.4.3")).action()).isEqualTo(Outcome.Action.UPDATED);
    comment(1, "ann", "tagboat: ignore");
    assertThat(tend(1).isOpen()).as("and may change their mind again").isFalse();
    assertThat(propose("app:1.4.3")).isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void whoOpensAClosedPullRequestAgainWantsItAgain() {
    repo.forge().closePullRequest("acme", "config", 1);
    assertThat(propose("app:1.4.2")).isInstanceOf(Outcome.Declined.class);

    repo.forge().reopenPullRequest("acme", "config", 1);

    assertThat(proposed(propose("app:1.4.2")).action()).isEqualTo(Outcome.Action.UNCHANGED);
  }

  @Test
  void unignoreOnAClosedPullRequestTakesTheNoBack() {
    repo.forge().closePullRequest("acme", "config", 1);
    long eve = comment(1, "eve", "tagboat: unignore");
    assertThat(propose("app:1.4.2")).isInstanceOf(Outcome.Declined.class);
    assertThat(reactions(eve)).containsExactly("-1");

    long ann = comment(1, "ann", "tagboat: unignore app");
    Outcome.Proposed again = proposed(propose("app:1.4.2"));

    assertThat(again.action()).isEqualTo(Outcome.Action.CREATED);
    assertThat(reactions(ann)).containsExactly("+1");
    repo.forge().closePullRequest("acme", "config", 2);
    assertThat(propose("app:1.4.2")).as("a new no").isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void recreateOnAClosedPullRequestSaysWhatStandsInTheWay() {
    String foreign = repo.commit(BRANCH, Map.of("hand.txt", "by hand\n"));
    repo.target().forge().close(1);
    long asked = comment(1, "ann", "tagboat: recreate");

    propose("app:1.4.2");
    propose("app:1.4.2");

    assertThat(repo.commitsOn(BRANCH)).contains(foreign);
    assertThat(reactions(asked)).isEmpty();
    assertThat(comments(1))
        .filteredOn(body -> body.contains("nothing is opened"))
        .singleElement()
        .asString()
        .contains(foreign.substring(0, 7), "Delete the branch");
  }

  @Test
  void recreateOnAnIgnoredPullRequestTakesTheIgnoreBack() {
    comment(1, "ann", "tagboat: ignore image");
    tend(1);
    assertThat(propose("app:1.4.3")).isInstanceOf(Outcome.Declined.class);

    long asked = comment(1, "ann", "tagboat: recreate");

    assertThat(proposed(propose("app:1.4.3")).action()).isEqualTo(Outcome.Action.CREATED);
    assertThat(reactions(asked)).containsExactly("+1");
  }

  @Test
  void unignoreOnALaterPullRequestTakesBackWhatAnEarlierOneRemembers() {
    settings("group-by: all");
    proposed(propose("app:1.4.2"));
    proposed(propose("db:16.2"));
    comment(2, "ann", "tagboat: ignore image db");
    tend(2);
    assertThat(propose("db:16.3")).isInstanceOf(Outcome.Declined.class);

    long wrong = comment(2, "ann", "tagboat: unignore cache");
    long asked = comment(2, "ann", "tagboat: unignore db");
    tend(2);

    assertThat(reactions(wrong)).containsExactly("confused");
    assertThat(reactions(asked)).containsExactly("+1");
    proposed(propose("db:16.3"));
    repo.forge().merge("acme", "config", 2);
    proposed(propose("db:16.4"));
  }

  @Test
  void manyCommandsOfManyPeopleAreEachAnsweredOnce() {
    List<Long> asked =
        List.of(
            comment(1, "ann", "tagboat: rebase"),
            comment(1, "eve", "tagboat: rebase"),
            comment(1, "ann", "tagboat: rebase\ntagboat: nonsense"));
    tend(1);
    calls();

    tend(1);

    assertThat(asked)
        .map(this::reactions)
        .containsExactly(List.of("+1"), List.of("-1"), List.of("confused"));
    assertThat(calls()).noneMatch(call -> call.startsWith("POST") && !call.contains("graphql"));
  }
}
