package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GateTest {
  private final ManualClock clock = new ManualClock();
  private final Gate gate =
      new Gate(new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(30), 57), clock);

  private Duration closedFor() {
    return gate.closedUntil()
        .map(until -> Duration.between(clock.instant(), until))
        .orElse(Duration.ZERO);
  }

  private void trouble() {
    gate.trouble(new TransientFault("it answered 500"));
  }

  @Test
  void aStatedPauseClosesAtOnceForAsLong() {
    gate.trouble(new TransientFault("it answered 429", Duration.ofHours(2)));

    assertThat(closedFor()).isEqualTo(Duration.ofHours(2));
    clock.advance(Duration.ofHours(2));
    assertThat(closedFor()).isZero();
  }

  @Test
  void troublesInARowCloseForGrowingPausesUpToAMinute() {
    trouble();
    trouble();
    assertThat(closedFor()).isZero();
    for (int seconds : new int[] {2, 4, 8, 16, 32, 60, 60}) {
      trouble();
      assertThat(closedFor()).isEqualTo(Duration.ofSeconds(seconds));
      clock.advance(closedFor());
    }
  }

  @Test
  void anAnswerInBetweenStartsAnew() {
    trouble();
    trouble();
    gate.passed();
    trouble();

    assertThat(closedFor()).isZero();
  }
}
