package dev.tagboat.server.work;

import dev.tagboat.bot.fault.TransientFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps a lane from hammering a registry in trouble: it is left alone for as long as it asked, and
 * after some troubles in a row for growing pauses. What is due meanwhile stays due, so that nobody
 * loses patience over requests that were never sent. Safe for many threads.
 */
final class Gate {
  private static final int TROUBLES = 3;
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Pauses pauses;
  private final Clock clock;
  private int troubles;
  private Instant opens = Instant.EPOCH;

  /**
   * @param patience with trouble: where the registry asked for no pause, the first one is as long
   *     as there, and none is longer than there, or than a minute
   */
  Gate(Pauses patience, Clock clock) {
    Duration longest = patience.longest().compareTo(LONGEST) < 0 ? patience.longest() : LONGEST;
    this.pauses = new Pauses(patience.first(), longest, Integer.MAX_VALUE);
    this.clock = clock;
  }

  /** When the registry may be asked again; empty when it may be asked now. */
  synchronized Optional<Instant> closedUntil() {
    return Optional.of(opens).filter(clock.instant()::isBefore);
  }

  /** The registry answered. */
  synchronized void passed() {
    troubles = 0;
  }

  synchronized void trouble(TransientFault fault) {
    troubles++;
    if (fault.retryAfter().isPresent() || troubles >= TROUBLES) {
      int failed = Math.max(1, troubles - TROUBLES + 1);
      pauses
          .after(failed, fault.retryAfter())
          .map(clock.instant()::plus)
          .ifPresent(until -> opens = until);
    }
  }
}
