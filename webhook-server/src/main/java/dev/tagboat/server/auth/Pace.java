package dev.tagboat.server.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets something through some times at once, and then once in a while: senders cause it. */
public final class Pace {
  private final Clock clock;
  private final int burst;
  private final Duration each;
  private Instant paidUntil = Instant.MIN;

  /**
   * @param burst how many times at once
   * @param each how long it takes until one more is let through
   */
  public Pace(Clock clock, int burst, Duration each) {
    this.clock = clock;
    this.burst = burst;
    this.each = each;
  }

  /** Whether it is let through. */
  public synchronized boolean take() {
    Instant now = clock.instant();
    Instant from = paidUntil.isBefore(now) ? now : paidUntil;
    Instant until = from.plus(each);
    if (until.isAfter(now.plus(each.multipliedBy(burst)))) {
      return false;
    }
    paidUntil = until;
    return true;
  }
}
