package dev.tagboat.bot.forge.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * One request of a token after the other, and the least pause between two writes, as GitHub asks of
 * integrators ("Best practices for using the REST API").
 */
final class WritePacer implements Interceptor {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration pause;
  private final Usage usage;
  private final ReentrantLock turn = new ReentrantLock(true);
  private Instant opens = Instant.MIN;
  private Instant next = Instant.MIN;

  WritePacer(Clock clock, Sleeper sleeper, Duration pause, Usage usage) {
    this.usage = usage;
    this.clock = clock;
    this.sleeper = sleeper;
    this.pause = pause;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    boolean taken = turn.isLocked();
    Instant came = clock.instant();
    turn.lock();
    try {
      if (taken) {
        usage.waited(Duration.between(came, clock.instant()));
      }
      boolean write = !chain.request().method().equals("GET");
      return write && pause.compareTo(Duration.ZERO) > 0
          ? paced(chain)
          : chain.proceed(chain.request());
    } finally {
      turn.unlock();
    }
  }

  private Response paced(Chain chain) throws IOException {
    Instant now = clock.instant();
    if (next.isAfter(now)) {
      usage.waited(Duration.between(now, next));
      sleeper.sleep(Duration.between(now, next));
    }
    try {
      return chain.proceed(chain.request());
    } finally {
      // From the answer on: how long a request was on its way is not known, and GitHub counts when
      // it arrives.
      next = clock.instant().plus(pause);
    }
  }

  Usage usage() {
    return usage;
  }

  /** GitHub asks for a pause: of whoever uses the token, not of one repository. */
  synchronized void closeFor(Duration asked) {
    Instant until = clock.instant().plus(asked);
    opens = until.isAfter(opens) ? until : opens;
    usage.pausedUntil(opens);
  }

  /** How long no request of this token may be sent. */
  synchronized Duration closed() {
    Instant now = clock.instant();
    return opens.isAfter(now) ? Duration.between(now, opens) : Duration.ZERO;
  }
}
