package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of one issuer, kept, and asked for again when they are old or a token names one that is
 * not among them. Anybody can make such tokens, so for their sake the issuer is asked three times
 * at most, five seconds apart, and then once a minute: a key that is published anew is known at
 * once.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration LEAST_PAUSE = Duration.ofSeconds(5);
  private static final int AT_ONCE = 3;
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);

  /** Keys that cannot be asked for again are good for this long. */
  private static final Duration OLDEST = Duration.ofHours(24);

  private final String issuer;
  private final KeySource source;
  private final Clock clock;
  private final Pace unknown;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Held held = new Held(JwkKeys.NONE, Instant.MIN);
  private volatile Instant next = Instant.MIN;

  private record Held(JwkKeys keys, Instant at) {
    boolean isOlder(Duration age, Instant now) {
      return at.isBefore(now.minus(age));
    }
  }

  /** Asks the issuer. */
  @FunctionalInterface
  interface KeySource {
    /**
     * @throws TransientFault when that gives no keys
     */
    JwkKeys fetch();
  }

  IssuerKeys(String issuer, KeySource source, Clock clock) {
    this.issuer = issuer;
    this.source = source;
    this.clock = clock;
    this.unknown = new Pace(clock, AT_ONCE, PAUSE);
  }

  /**
   * The key that a token names; null when the issuer has no such key.
   *
   * @param id {@code kid}; null takes the only key there is
   * @param algorithm {@code RS256} or {@code ES256}
   * @throws Undecided when the issuer cannot be asked
   */
  @Nullable PublicKey find(@Nullable String id, String algorithm) {
    Instant now = clock.instant();
    PublicKey key = held.keys().find(id, algorithm);
    boolean old = held.isOlder(held.keys().maxAge(), now);
    if (key != null && !old) {
      return key;
    }
    ask(now, old);
    Held last = held;
    key = last.keys().find(id, algorithm);
    if (key != null && !last.isOlder(OLDEST, now)) {
      return key;
    }
    if (last.isOlder(PAUSE, now)) {
      throw new Undecided("The keys of the issuer cannot be read just now.", PAUSE_AFTER_FAILURE);
    }
    return null;
  }

  // Whoever finds another one asking does without: no thread waits for a thread that waits.
  private void ask(Instant now, boolean old) {
    if (now.isBefore(next) || !asking.tryLock()) {
      return;
    }
    try {
      if (!old && !unknown.take()) {
        return;
      }
      held = new Held(source.fetch(), now);
      next = now.plus(LEAST_PAUSE);
    } catch (TransientFault e) {
      next = now.plus(PAUSE_AFTER_FAILURE);
      LOG.warn("The keys of {} cannot be read: {}", issuer, e.getMessage());
    } finally {
      asking.unlock();
    }
  }
}
