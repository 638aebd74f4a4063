package dev.tagboat.server.inbox;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Ids of pushes: UUIDs of version 7 (RFC 9562, section 5.7), so that their order as text is the
 * order of receipt; within one process strictly so.
 */
final class PushIds {
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private long last;

  PushIds(Clock clock) {
    this.clock = clock;
  }

  /** What all ids of pushes that were received since then are not less than. */
  static String from(Instant since) {
    return new UUID(since.toEpochMilli() << 16, 0).toString();
  }

  synchronized String next() {
    // 48 bits of milliseconds, then 12 bits that count within one of them.
    last = Math.max(last + 1, clock.millis() << 12);
    long high = (last >>> 12 << 16) | 0x7000L | (last & 0xFFFL);
    long low = (random.nextLong() >>> 2) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }
}
