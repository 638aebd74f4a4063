package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.Confirmations;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Halt;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.Targets;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A batch in which one image gives trouble: the others are done all the same. */
class BumpLaneTest {
  private static final String REPOSITORY = "https://forge.example/acme/config.git";
  private static final Pauses PATIENT =
      new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(30), 57);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeProposer proposer = new FakeProposer();

  @Test
  void whatMustWaitWaitsAlone() {
    proposer.answer =
        batch ->
            batch.stream()
                .<Outcome>map(
                    c ->
                        isTrouble(c)
                            ? new Outcome.Later(
                                c.id(), new TransientFault("only here", Duration.ofMinutes(9)))
                            : new Outcome.NothingToDo(c.id(), "done"))
                .toList();

    assertThat(states())
        .isEqualTo(
            Map.of(
                "r.example/a/app", "nothing-to-do: done",
                "r.example/a/trouble", "confirmed: the registry says so",
                "r.example/a/web", "nothing-to-do: done"));
    assertThat(proposer.batches).hasSize(1);
  }

  @Test
  void whatWeCannotCopeWithFailsAlone() {
    proposer.answer =
        batch -> {
          if (batch.stream().anyMatch(BumpLaneTest::isTrouble)) {
            throw new IllegalStateException("secret=hunter2");
          }
          return batch.stream().<Outcome>map(c -> new Outcome.NothingToDo(c.id(), "done")).toList();
        };

    Map<String, String> states = states();

    assertThat(states)
        .containsEntry("r.example/a/app", "nothing-to-do: done")
        .containsEntry("r.example/a/web", "nothing-to-do: done");
    assertThat(states.get("r.example/a/trouble"))
        .startsWith("failed: this is a bug of Tagboat (IllegalStateException)")
        .doesNotContain("hunter2");
  }

  @Test
  void whatHasToWaitIsHeldInTheDatabaseWithoutCountingAsAnAttempt() {
    Instant opens = clock.instant().plus(Duration.ofHours(20));
    proposer.answer =
        batch ->
            batch.stream()
                .<Outcome>map(c -> new Outcome.Waiting(c.id(), "waits for the schedule", opens))
                .toList();
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      confirmed(database, intake, List.of("app"));
      Targets inbox = new Targets(database, clock);
      lane(database).work();

      assertThat(inbox.due(REPOSITORY, 10)).isEmpty();
      assertThat(inbox.nextDue(REPOSITORY)).contains(opens);

      clock.advance(Duration.ofHours(20));
      lane(database).work();
      clock.advance(Duration.ofHours(1));
      assertThat(inbox.due(REPOSITORY, 10))
          .singleElement()
          .satisfies(
              work -> {
                assertThat(work.target().attempts()).isZero();
                assertThat(work.target().sentence()).isEqualTo("waits for the schedule");
              });
      String push = new Views(database).pushes(PushFilter.newest(1)).get(0).id();
      assertThat(new Views(database).push(push).orElseThrow().history())
          .filteredOn(line -> line.step().equals("waiting"))
          .hasSize(1);
    }
  }

  @Test
  void aRepoThatIsAwayIsSaidOnceHoweverManyPushesWait() {
    try (Log log = Log.of(BumpLane.class);
        Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      confirmed(database, intake, List.of("app", "web"));
      BumpLane lane = lane(database);
      proposer.answer = away("it answered 503");
      round(lane);
      round(lane);
      proposer.answer = away("it answered 401");
      round(lane);
      proposer.answer =
          batch ->
              batch.stream().<Outcome>map(c -> new Outcome.NothingToDo(c.id(), "done")).toList();
      round(lane);
      confirmed(database, intake, List.of("api"));
      proposer.answer = away("it answered 503");
      round(lane);

      assertThat(log.lines())
          .containsExactly(
              "trying again until it works: it answered 503",
              "trying again until it works: it answered 401",
              "works again",
              "done",
              "done",
              "trying again until it works: it answered 503");
      assertThat(proposer.batches).hasSize(5);
    }
  }

  private void round(BumpLane lane) {
    clock.advance(Duration.ofHours(1));
    lane.work();
  }

  private static Function<List<Candidate>, List<Outcome>> away(String why) {
    return batch -> {
      throw new TransientFault(why);
    };
  }

  /** What a class logs while this is open. */
  private record Log(Logger logger, ListAppender<ILoggingEvent> said) implements AutoCloseable {
    static Log of(Class<?> source) {
      Logger logger = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(source);
      Log log = new Log(logger, new ListAppender<>());
      log.said.start();
      logger.addAppender(log.said);
      logger.setAdditive(false);
      logger.setLevel(Level.INFO);
      return log;
    }

    List<String> lines() {
      return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Override
    public void close() {
      logger.setLevel(null);
      logger.setAdditive(true);
      logger.detachAppender(said);
    }
  }

  private void confirmed(Database database, GroupCommit intake, List<String> images) {
    for (String image : images) {
      intake.store(Inboxes.intake(Inboxes.push("r.example/a/" + image, "1.0.0", null)));
    }
    Confirmations confirmations = new Confirmations(database, clock);
    for (StoredPush push : confirmations.due("r.example", 10)) {
      confirmations.confirmed(
          push,
          new Digest(Inboxes.digest(1)),
          new ImageEvidence.Missing("nobody looked"),
          "the registry says so",
          List.of(REPOSITORY));
    }
  }

  private static boolean isTrouble(Candidate candidate) {
    return candidate.push().image().path().equals("a/trouble");
  }

  @Test
  void whatIsPausedWaitsUntilItIsResumed() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      confirmed(database, intake, List.of("app", "web"));
      ImageName app = image(database, "app");
      Halts halts = new Halts(database, clock, () -> {});
      halts.pause(Halt.Kind.IMAGE, app.toString(), "ada", "freeze");
      proposer.answer =
          batch ->
              batch.stream().<Outcome>map(c -> new Outcome.NothingToDo(c.id(), "done")).toList();
      BumpLane lane = lane(database);

      lane.work();
      assertThat(sentences(database))
          .containsExactlyInAnyOrder("waiting: the image is paused by ada: freeze", "done");
      clock.advance(Duration.ofHours(2));
      lane.work();
      halts.pause(Halt.Kind.REPOSITORY, REPOSITORY, "bob", "");
      assertThat(halts.resume(app)).isTrue();
      assertThat(halts.resume(app)).isFalse();
      lane.work();
      assertThat(sentences(database))
          .containsExactlyInAnyOrder(
              "waiting: the image is paused by ada: freeze",
              "waiting: this config repo is paused by bob",
              "done");
      assertThat(halts.resume(REPOSITORY)).isTrue();
      lane.work();
      assertThat(sentences(database)).filteredOn("done"::equals).hasSize(2);
    }
  }

  private static ImageName image(Database database, String name) {
    return new Views(database)
        .pushes(PushFilter.newest(10)).stream()
            .map(push -> push.push().image())
            .filter(image -> image.path().endsWith(name))
            .findFirst()
            .orElseThrow();
  }

  /** What the lane wrote into the histories. */
  private static List<String> sentences(Database database) {
    Views views = new Views(database);
    return views.pushes(PushFilter.newest(10)).stream()
        .flatMap(push -> views.push(push.id()).orElseThrow().history().stream())
        .filter(line -> REPOSITORY.equals(line.repository()))
        .filter(line -> line.step().equals("waiting") || line.step().equals("nothing-to-do"))
        .map(line -> line.step().equals("waiting") ? "waiting: " + line.detail() : line.detail())
        .toList();
  }

  /** After one round over three images. */
  private Map<String, String> states() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, clock)) {
      confirmed(database, intake, List.of("app", "trouble", "web"));
      lane(database).work();
      return new Views(database)
          .pushes(PushFilter.newest(10)).stream()
              .collect(
                  Collectors.toMap(
                      push -> push.push().image().toString(),
                      push -> push.state().key() + ": " + push.sentence()));
    }
  }

  private BumpLane lane(Database database) {
    Target target =
        new Target(
            new GitRemote(URI.create(REPOSITORY), null, null),
            "main",
            new PushOnlyForge(PushOnlyForge.Flavour.NONE));
    Targets inbox = new Targets(database, clock);
    return new BumpLane(
        REPOSITORY,
        () -> target,
        proposer,
        inbox,
        new Halts(database, clock, () -> {}),
        new Announcements(Map.of()),
        patience(),
        clock);
  }

  private static Pauses.Patience patience() {
    return new Pauses.Patience(PATIENT, PATIENT);
  }
}
