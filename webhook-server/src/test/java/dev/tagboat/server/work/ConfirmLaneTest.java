package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.inbox.Confirmations;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Inboxes;
import dev.tagboat.server.inbox.PushFilter;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One lane, round by round: a registry in trouble is left alone as a whole. */
class ConfirmLaneTest {
  private static final String HOST = "registry.acme.io";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeRegistry registry = new FakeRegistry();
  private Database database;
  private GroupCommit intake;
  private ConfirmLane lane;

  @BeforeEach
  void open() {
    database = Database.open(TestDatabase.sqlite(folder));
    intake = new GroupCommit(database, clock);
    lane =
        new ConfirmLane(
            HOST,
            registry,
            new Confirmations(database, clock),
            List.of(WorkersBase.CONFIG),
            repository -> {},
            Pauses.Patience.DEFAULT,
            clock);
  }

  @AfterEach
  void close() {
    intake.close();
    database.close();
  }

  private void push(int count) {
    for (int i = 0; i < count; i++) {
      intake.store(Inboxes.intake(Inboxes.push(HOST + "/acme/web", "1." + i, null)));
    }
  }

  private List<StoredPush> in(PushState state) {
    return new Views(database).pushes(new PushFilter(state, null, 1_000, null));
  }

  private void answerAll(int count, TransientFault fault) {
    for (int i = 0; i < count; i++) {
      registry.answer(
          "1." + i,
          () -> {
            throw fault;
          });
      registry.answer("1." + i, FakeRegistry::confirmed);
    }
  }

  @Test
  void anEvidencesLongPauseIsTheWholeLanes() {
    registry.shown.add(
        () -> {
          throw new TransientFault("it answered 429", Duration.ofHours(2));
        });
    push(2);
    lane.work();
    lane.work();

    assertThat(registry.asked).hasValue(1);
    assertThat(in(PushState.CONFIRMED))
        .extracting(StoredPush::evidence)
        .containsExactly(new ImageEvidence.Missing("it answered 429"));
    assertThat(lane.next()).contains(clock.instant().plus(Duration.ofHours(2)));
    clock.advance(Duration.ofHours(2));
    lane.work();
    assertThat(in(PushState.CONFIRMED)).hasSize(2);
  }

  @Test
  void aStatedPauseOfOnePushIsTheWholeLanes() {
    answerAll(1, new TransientFault("it answered 429", Duration.ofMinutes(5)));
    push(40);
    lane.work();

    assertThat(registry.asked).hasValue(1);
    assertThat(in(PushState.RECEIVED)).extracting(StoredPush::attempts).containsOnly(0, 1);
    clock.advance(Duration.ofMinutes(5));
    lane.work();
    assertThat(in(PushState.CONFIRMED)).hasSize(40);
  }

  @Test
  void aRegistryThatIsDownCostsThreeRequestsAndThenOneNowAndThen() {
    answerAll(40, new TransientFault("the connection failed"));
    push(40);
    lane.work();
    assertThat(registry.asked).hasValue(3);
    clock.advance(Duration.ofSeconds(2));
    lane.work();
    assertThat(registry.asked).hasValue(4);
  }
}
