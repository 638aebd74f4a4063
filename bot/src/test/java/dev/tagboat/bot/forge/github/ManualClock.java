package dev.tagboat.bot.forge.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is told to go on; sleeping on it goes on too. */
final class ManualClock extends Clock implements Sleeper {
  private Instant now;
  private Duration slept = Duration.ZERO;

  ManualClock(Instant now) {
    this.now = now;
  }

  void advance(Duration by) {
    now = now.plus(by);
  }

  Duration slept() {
    return slept;
  }

  @Override
  public void sleep(Duration pause) {
    slept = slept.plus(pause);
    advance(pause);
  }

  @Override
  public Instant instant() {
    return now;
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
