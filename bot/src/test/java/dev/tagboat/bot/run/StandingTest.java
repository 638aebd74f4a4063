package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.pull.Ending;
import dev.tagboat.bot.pull.StateBlock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marks, bases that move, queues, and what ends a pull request. */
final class StandingTest extends MannersTestBase {
  private static final String MARKS = "labels: [image-update, bot], assignees: [ann]";

  private void rules(boolean queue, boolean strict) {
    repo.forge()
        .protect("acme", "config", new Protection("main", List.of("ci"), queue, strict, false));
  }

  @Test
  void labelsThatPeopleRemovedStayRemoved() {
    settings(MARKS);
    proposed(propose("app:1.4.2"));
    repo.forge().unlabel("acme", "config", 1, "bot");

    proposed(propose("app:1.4.3"));

    assertThat(repo.target().forge().get(1).orElseThrow().marks().labels())
        .containsExactly("image-update");
  }

  @Test
  void marksThatACrashPreventedAreMadeUpFor() {
    settings(MARKS);
    repo.forge()
        .faults()
        .respond("POST", "/api/v3/repos/acme/config/issues/1/labels", 1, 500, "oops");
    assertThat(catching(() -> propose("app:1.4.2"))).isNotNull();

    proposed(propose("app:1.4.2"));

    assertThat(repo.target().forge().get(1).orElseThrow().marks().labels())
        .containsExactly("image-update", "bot");
    assertThat(repo.target().forge().get(1).orElseThrow().marks().assignees())
        .containsExactly("ann");
  }

  private static Throwable catching(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return org.assertj.core.api.Assertions.catchThrowable(call);
  }

  @Test
  void aReviewerWhoCannotBeAskedIsAWarningAndTheOthersAreAsked() {
    settings("reviewers: ['tagboat[bot]', ann], team-reviewers: [platform]");

    Outcome.Proposed outcome = proposed(propose("app:1.4.2"));

    assertThat(outcome.warnings()).singleElement().asString().contains("tagboat[bot]", "author");
    PullRequest open = repo.target().forge().get(1).orElseThrow();
    assertThat(open.marks().reviewers()).containsExactly("ann");
    assertThat(open.marks().teamReviewers()).containsExactly("platform");
  }

  @Test
  void aDraftIsOne() {
    settings("draft: true");

    proposed(propose("app:1.4.2"));

    assertThat(repo.pullRequests().get(0).draft()).isTrue();
  }

  @Test
  void aConflictWithTheBaseIsRebased() {
    proposed(propose("app:1.4.2"));
    String changed = pod("app:1.4.1").replace("kind: Pod", "kind: Pod # ours");
    repo.commit("main", Map.of("a/pod.yaml", changed));

    tend(1);

    assertThat(repo.commitsOn(BRANCH)).hasSize(1);
    assertThat(repo.read(BRANCH, "a/pod.yaml")).isEqualTo(changed.replace("1.4.1", "1.4.2"));
  }

  @Test
  void behindABaseThatMustBeLevelItIsRebased() {
    rules(false, true);
    proposed(propose("app:1.4.2"));
    repo.commit("main", Map.of("README.md", "news\n"));

    tend(1);

    assertThat(repo.read(BRANCH, "README.md")).isEqualTo("news\n");
  }

  @Test
  void behindAnyOtherBaseItIsLeftAlone() {
    rules(false, false);
    proposed(propose("app:1.4.2"));
    repo.commit("main", Map.of("README.md", "news\n"));

    tend(1);

    assertThat(repo.read(BRANCH, "README.md")).isNull();
  }

  @Test
  void inAMergeQueueItIsNotPushedTo() {
    rules(true, false);
    settings("auto-merge: {enabled: true}");
    proposed(propose("app:1.4.2"));
    String before = repo.pullRequests().get(0).headSha();

    Outcome newer = propose("app:1.4.3");

    assertThat(newer).isInstanceOf(Outcome.Waiting.class);
    assertThat(newer.sentence()).contains("leaves the merge queue");
    assertThat(repo.pullRequests().get(0).headSha()).isEqualTo(before);
  }

  @Test
  void bumpedByHandThePullRequestIsClosedWithASentence() {
    proposed(propose("app:1.4.2"));
    repo.commit("main", Map.of("a/pod.yaml", pod("app:1.4.2"), "b/pod.yaml", pod("app:1.4.2")));

    PullRequest tended = tend(1);

    assertThat(tended.state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(comments(1)).singleElement().asString().startsWith("Nothing is left to change");
    assertThat(StateBlock.parse(tended.body()).map(StateBlock::ending))
        .as("so that a server can tell it from what a person closes")
        .contains(Ending.NOTHING_LEFT);
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void aRevertAfterAMergeOpensNothingByItselfAndASecondPushOpensANewOne() {
    proposed(propose("app:1.4.2"));
    repo.forge().merge("acme", "config", 1);
    repo.commit("main", Map.of("a/pod.yaml", pod("app:1.4.1"), "b/pod.yaml", pod("app:1.4.1")));

    assertThat(tend(1).state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(proposed(propose("app:1.4.2")).action()).isEqualTo(Outcome.Action.CREATED);
  }
}
