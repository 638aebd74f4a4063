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
  private final ReentrantLock turn = new ReentrantLock(true);
  private Instant next = Instant.MIN;

  WritePacer(Clock clock, Sleeper sleeper, Duration pause) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.pause = pause;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    turn.lock();
    try {
      if (!chain.request().method().equals("GET") && pause.compareTo(Duration.ZERO) > 0) {
        Duration wait = reserve();
        if (wait.compareTo(Duration.ZERO) > 0) {
          sleeper.sleep(wait);
        }
      }
      return chain.proceed(chain.request());
    } finally {
      turn.unlock();
    }
  }

  /** Takes the next free moment and answers how far away it is. */
  private Duration reserve() {
    Instant now = clock.instant();
    Instant mine = next.isAfter(now) ? next : now;
    next = mine.plus(pause);
    return Duration.between(now, mine);
  }
}
