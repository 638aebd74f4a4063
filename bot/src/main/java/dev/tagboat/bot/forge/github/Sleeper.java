package dev.tagboat.bot.forge.github;

import dev.tagboat.bot.fault.TransientFault;
import java.time.Duration;

/** Waits; tests wait in no time. */
@FunctionalInterface
interface Sleeper {
  Sleeper THREAD =
      pause -> {
        try {
          // Rounded up: a part of a millisecond sooner would be too soon.
          Thread.sleep(pause.plusNanos(999_999).toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new TransientFault("the wait for GitHub was interrupted", e);
        }
      };

  /**
   * @throws TransientFault when the thread is interrupted
   */
  void sleep(Duration pause);
}
