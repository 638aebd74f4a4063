package dev.tagboat.server.assembly;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Goes as the system's clock does, but a year behind, so that a test can pass over a pause and
 * whatever is then due is also due for the scheduler, which has the system's clock.
 */
final class MovableClock extends Clock {
  private volatile Duration behind = Duration.ofDays(365);

  void advance(Duration by) {
    behind = behind.minus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().minus(behind);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
