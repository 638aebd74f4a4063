package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.pull.Ending;
import dev.tagboat.bot.pull.StateBlock;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Progress;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.TargetState;
import dev.tagboat.server.inbox.Targets;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the forge is asked about open pull requests: it counts each request. */
class LookLaneTest {
  private static final String REPOSITORY = "https://forge.example/acme/config.git";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<Integer> looks = new ArrayList<>();
  private final List<Integer> tends = new ArrayList<>();
  private final Map<Integer, RuntimeException> troubles = new HashMap<>();
  private final Map<Integer, PullRequest.State> states = new HashMap<>();
  private final AtomicBoolean hurried = new AtomicBoolean();
  private Runnable whileTending = () -> {};
  private String body = "";

  private final Proposer proposer =
      new Proposer() {
        @Override
        public List<Outcome> propose(Target target, List<Candidate> batch, Progress progress) {
          throw new AssertionError("nothing is to be proposed here");
        }

        @Override
        public Optional<PullRequest> look(Target target, int number) {
          looks.add(number);
          return Optional.ofNullable(states.get(number)).map(state -> pull(number, state));
        }

        @Override
        public Optional<PullRequest> tend(Target target, int number) {
          tends.add(number);
          whileTending.run();
          RuntimeException trouble = troubles.get(number);
          if (trouble != null) {
            throw trouble;
          }
          return look(target, number);
        }
      };

  @Test
  void aFewAMinuteInTurnHoweverOftenTheLaneRuns() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      for (int number = 1; number <= 12; number++) {
        intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0." + number, null)));
      }
      propose(database);
      LookLane lane = lane(database);

      lane.work();
      lane.work();
      assertThat(looks).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertThat(lane.next()).contains(clock.instant().plus(Duration.ofMinutes(1)));

      clock.advance(Duration.ofMinutes(1));
      lane.work();
      lane.work();
      assertThat(looks).endsWith(11, 12).hasSize(12);

      lane.ask(7);
      lane.work();
      assertThat(looks).endsWith(12, 7);
      assertThat(tends).containsExactly(7);
    }
  }

  @Test
  void aBaseThatMovesHasEveryPullRequestLookedAfterAndSoDoesTime() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      for (int number = 1; number <= 3; number++) {
        intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0." + number, null)));
      }
      propose(database);
      LookLane lane = lane(database);

      lane.work();
      assertThat(tends).isEmpty();

      lane.askAll();
      lane.work();
      assertThat(tends).containsExactly(1, 2, 3);

      clock.advance(Duration.ofMinutes(9));
      lane.work();
      assertThat(tends).hasSize(3);

      clock.advance(Duration.ofMinutes(1));
      lane.work();
      assertThat(tends).containsExactly(1, 2, 3, 1, 2, 3);
    }
  }

  @Test
  void whatOneServerHearsOfAnotherLooksAfter() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      for (int number = 1; number <= 3; number++) {
        intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0." + number, null)));
      }
      propose(database);
      LookLane hears = lane(database);
      LookLane works = lane(database);
      works.work();

      hears.ask(2);
      hears.ask(2);
      assertThat(works.next()).contains(clock.instant());
      works.work();
      assertThat(tends).containsExactly(2);

      hears.askAll();
      works.work();
      hears.work();
      assertThat(tends).as("once").containsExactly(2, 1, 2, 3);
    }
  }

  @Test
  void whatWaitsToBeProposedGoesFirstAndTheRestIsNotForgotten() {
    withThree(
        lane -> {
          lane.askAll();
          hurried.set(true);
          lane.work();
          assertThat(tends).as("one at least").containsExactly(1);
          assertThat(lane.next()).contains(clock.instant());

          hurried.set(false);
          lane.work();
          lane.work();
          assertThat(tends).containsExactly(1, 2, 3);

          clock.advance(Duration.ofMinutes(1));
          looks.clear();
          hurried.set(true);
          lane.work();
          assertThat(lane.next()).contains(clock.instant());
          lane.work();
          hurried.set(false);
          lane.work();
          assertThat(looks).as("in turn, too").containsExactly(1, 2, 3);
        });
  }

  @Test
  void whatIsAskedForWhileItIsLookedAfterIsLookedAfterAgain() {
    withThree(
        lane -> {
          lane.ask(2);
          whileTending = () -> lane.ask(2);
          lane.work();
          whileTending = () -> {};
          lane.work();
          lane.work();
          assertThat(tends).containsExactly(2, 2);
        });
  }

  @Test
  void whatWasAskedForIsNotForgottenInTrouble() {
    withThree(
        lane -> {
          lane.askAll();
          troubles.put(2, new TransientFault("the forge is down"));
          lane.work();
          assertThat(tends).as("the others are done").containsExactly(1, 2, 3);

          lane.work();
          assertThat(tends).as("it pauses").hasSize(3);
          assertThat(lane.next()).contains(clock.instant().plusSeconds(30));

          troubles.clear();
          clock.advance(Duration.ofSeconds(30));
          lane.work();
          lane.work();
          assertThat(tends).as("once more").containsExactly(1, 2, 3, 2);
        });
  }

  @Test
  void aPauseThatTheForgeAsksForHoldsForAll() {
    withThree(
        lane -> {
          lane.askAll();
          troubles.put(1, new TransientFault("slow down", Duration.ofMinutes(2)));
          lane.work();
          assertThat(tends).containsExactly(1);

          troubles.clear();
          clock.advance(Duration.ofSeconds(119));
          lane.work();
          assertThat(tends).hasSize(1);
          clock.advance(Duration.ofSeconds(1));
          lane.work();
          assertThat(tends).containsExactly(1, 1, 2, 3);
        });
  }

  @Test
  void whatAPersonOrAProgrammerMustMendHoldsUpNoOther() {
    withThree(
        lane -> {
          lane.askAll();
          troubles.put(1, new UserFault("the settings are wrong"));
          troubles.put(2, new IllegalStateException("a bug"));
          lane.work();
          assertThat(tends).containsExactly(1, 2, 3);

          lane.work();
          assertThat(tends).as("not again and again").hasSize(3);
          clock.advance(Duration.ofMinutes(10));
          lane.work();
          assertThat(tends).as("in its turn").containsExactly(1, 2, 3, 1, 2, 3);
        });
  }

  @Test
  void itIsKeptWhoMergedIt() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0.1", null)));
      propose(database);
      states.put(1, PullRequest.State.MERGED);
      LookLane lane = lane(database);
      lane.ask(1);
      lane.work();

      assertThat(new Views(database).pushes(PushFilter.newest(1)).get(0).sentence())
          .isEqualTo("pull request #1 was merged by octocat");
    }
  }

  @Test
  void whatWeClosedOurselvesSaysWhy() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0.1", null)));
      propose(database);
      states.put(1, PullRequest.State.CLOSED);
      body = new StateBlock(List.of(), List.of(), 3, Ending.NOTHING_LEFT).render();
      LookLane lane = lane(database);
      lane.ask(1);
      lane.work();

      assertThat(new Views(database).pushes(PushFilter.newest(1)).get(0).sentence())
          .isEqualTo("pull request #1 was closed by Tagboat: nothing is left to change");
    }
  }

  @Test
  void whatAPersonClosedIsOnlyClosed() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0.1", null)));
      propose(database);
      states.put(1, PullRequest.State.CLOSED);
      body = new StateBlock(List.of("r.example/a/app:1.0.1"), List.of(), 3).render();
      LookLane lane = lane(database);
      lane.ask(1);
      lane.work();

      assertThat(new Views(database).pushes(PushFilter.newest(1)).get(0).sentence())
          .isEqualTo("pull request #1 was closed without merging");
    }
  }

  @Test
  void onePullRequestThatIsOpenAgainIsLookedAfterAgain() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0.1", null)));
      propose(database);
      Targets targets = new Targets(database, clock);
      LookLane lane = lane(database);
      states.put(1, PullRequest.State.CLOSED);
      lane.ask(1);
      lane.work();
      assertThat(targets.openPullRequests(REPOSITORY)).isEmpty();

      lane.ask(99);
      lane.work();
      assertThat(looks).as("nobody's of ours").doesNotContain(99);

      states.put(1, PullRequest.State.OPEN);
      lane.ask(1);
      lane.work();
      assertThat(targets.openPullRequests(REPOSITORY)).containsExactly(1);
      assertThat(tends).containsExactly(1, 1);
    }
  }

  private PullRequest pull(int number, PullRequest.State state) {
    String by = state == PullRequest.State.MERGED ? "octocat" : null;
    return new PullRequest(
        number,
        "https://x",
        state,
        false,
        "t",
        body,
        "tagboat/x",
        "",
        "main",
        Decoration.NONE,
        false,
        by);
  }

  private void withThree(Consumer<LookLane> test) {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      for (int number = 1; number <= 3; number++) {
        intake.store(Inboxes.intake(Inboxes.push("r.example/a/app", "1.0." + number, null)));
      }
      propose(database);
      test.accept(lane(database));
    }
  }

  private LookLane lane(Database database) {
    return new LookLane(
        REPOSITORY,
        () ->
            new Target(
                new GitRemote(URI.create(REPOSITORY), null, null),
                "main",
                new PushOnlyForge(PushOnlyForge.Flavour.NONE)),
        proposer,
        new Targets(database, clock),
        hurried::get,
        clock);
  }

  private static void propose(Database database) {
    int number = 0;
    for (var push : new Views(database).pushes(new PushFilter(null, null, 100, null))) {
      Inboxes.target(database, push.id(), REPOSITORY, TargetState.PROPOSED, ++number);
    }
  }
}
