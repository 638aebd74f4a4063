package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.github.Turns;
import dev.tagboat.bot.forge.github.Turns.Answer;
import dev.tagboat.server.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers, one database, one token. */
final class TokenTurnsTest {
  private static final String LANE = "a";
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Answer SOON = new Answer(Duration.ZERO, TokenTurns.POLL);

  private final ManualClock clock = new ManualClock();
  private final Database database = Database.open(TestDatabase.postgres());
  private final Turns one = TokenTurns.of(database, clock);
  private final Turns other = TokenTurns.of(database, clock);

  TokenTurnsTest() {
    // The first who asks makes the row, and asks again.
    assertThat(one.ask(LANE, true)).isEqualTo(SOON);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  /** As if the time of a column were that much longer ago. */
  private void age(String column, Duration by) {
    database
        .sql()
        .update(
            "UPDATE forge_lanes SET %s = %s - ? * INTERVAL '1 millisecond'"
                .formatted(column, column),
            by.toMillis());
  }

  private static void done(Turns turns) {
    turns.done(LANE, Duration.ZERO, Duration.ZERO);
  }

  @Test
  void oneAfterTheOther() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(other.ask(LANE, true)).isEqualTo(SOON);
    assertThat(other.ask(LANE, false)).isEqualTo(SOON);
    done(one);
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(one.ask(LANE, false)).isEqualTo(SOON);
  }

  @Test
  void anotherTokenDoesNotWait() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(other.ask("b", true)).isEqualTo(SOON);
    assertThat(other.ask("b", true)).isEqualTo(Answer.FREE);
  }

  @Test
  void theNextWriteOfEitherCountsFromTheAnswer() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    one.done(LANE, HOUR, Duration.ZERO);

    Answer answer = other.ask(LANE, true);

    assertThat(answer.rest()).isZero();
    assertThat(answer.again()).isPositive().isLessThanOrEqualTo(HOUR);
    assertThat(other.ask(LANE, false)).isEqualTo(Answer.FREE);
    done(other);
    age("next_write", HOUR);
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void aPauseHoldsForBoth() {
    assertThat(one.ask(LANE, false)).isEqualTo(Answer.FREE);
    one.done(LANE, Duration.ZERO, HOUR);

    Answer answer = other.ask(LANE, false);

    assertThat(answer.again()).isZero();
    assertThat(answer.rest()).isPositive().isLessThanOrEqualTo(HOUR);
    assertThat(other.ask(LANE, true).rest()).isPositive();
    age("rests_until", HOUR);
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void aShorterPauseDoesNotEndALongerOne() {
    assertThat(one.ask(LANE, false)).isEqualTo(Answer.FREE);
    one.done(LANE, HOUR, HOUR);
    done(one);
    age("rests_until", HOUR.dividedBy(2));
    assertThat(other.ask(LANE, false).rest()).isPositive();
    age("rests_until", HOUR);
    assertThat(other.ask(LANE, true).again()).isPositive();
  }

  @Test
  void theTurnOfAServerThatDiedEnds() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    age("held_until", TokenTurns.LEASE);

    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);

    // It was only slow.
    one.done(LANE, HOUR, Duration.ZERO);
    assertThat(one.ask(LANE, false)).isEqualTo(SOON);
    done(other);
    assertThat(one.ask(LANE, false)).isEqualTo(Answer.FREE);
    assertThat(other.ask(LANE, true).again()).isGreaterThan(TokenTurns.POLL);
  }

  @Test
  void whoDidNotPassItsTurnOnStillHasIt() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void whoHasWaitedForASecondIsNext() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(other.ask(LANE, true)).isEqualTo(SOON);
    done(one);
    age("waits_since", Duration.ofSeconds(1));

    assertThat(one.ask(LANE, true)).isEqualTo(SOON);
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
    done(other);
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void whoAsksNoMoreIsNotWaitedFor() {
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(other.ask(LANE, true)).isEqualTo(SOON);
    done(one);
    age("waits_since", Duration.ofSeconds(1));
    age("asked_at", Duration.ofSeconds(1));

    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void lanesThatNobodyUsesAreForgotten() {
    age("held_until", Duration.ofDays(31));

    assertThat(one.ask("b", true)).isEqualTo(SOON);

    assertThat(database.readSql().list("SELECT lane FROM forge_lanes", row -> row.text("lane")))
        .containsExactly("b");
  }

  @Test
  void withoutADatabaseEachGoesOnAlone() {
    database.close();

    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    done(one);
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
  }

  @Test
  void aDatabaseThatIsBackIsAskedAgain() {
    database.sql().update("ALTER TABLE forge_lanes RENAME TO gone");
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);
    database.sql().update("ALTER TABLE gone RENAME TO forge_lanes");
    assertThat(other.ask(LANE, true)).isEqualTo(Answer.FREE);
    assertThat(one.ask(LANE, true)).isEqualTo(Answer.FREE);

    clock.advance(Duration.ofSeconds(30));

    assertThat(one.ask(LANE, true)).isEqualTo(SOON);
  }

  @Test
  void aDatabaseOfOneServerIsNotAsked(@TempDir Path folder) {
    try (Database alone = Database.open(TestDatabase.sqlite(folder))) {
      assertThat(TokenTurns.of(alone, clock)).isSameAs(Turns.ALONE);
    }
  }
}
