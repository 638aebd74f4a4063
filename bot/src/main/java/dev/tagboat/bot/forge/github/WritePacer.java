package dev.tagboat.bot.forge.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Keeps the least pause between two writes of one token, as GitHub asks of integrators. */
final class WritePacer implements Interceptor {
  private final Clock clock;
  private final Sleeper sleeper;
  private final Duration pause;
  private Instant next = Instant.MIN;

  WritePacer(Clock clock, Sleeper sleeper, Duration pause) {
    this.clock = clock;
    this.sleeper = sleeper;
    this.pause = pause;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (!chain.request().method().equals("GET") && pause.compareTo(Duration.ZERO) > 0) {
      Duration wait = reserve();
      if (wait.compareTo(Duration.ZERO) > 0) {
        sleeper.sleep(wait);
      }
    }
    return chain.proceed(chain.request());
  }

  /** Takes the next free moment and answers how far away it is. */
  private synchronized Duration reserve() {
    Instant now = clock.instant();
    Instant mine = next.isAfter(now) ? next : now;
    next = mine.plus(pause);
    return Duration.between(now, mine);
  }
}
