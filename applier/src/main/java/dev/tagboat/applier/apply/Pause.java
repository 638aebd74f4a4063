package dev.tagboat.applier.apply;

import dev.tagboat.applier.fault.TransientFault;
import java.time.Duration;

/** Waits; tests do not. */
@FunctionalInterface
public interface Pause {
  /** The thread sleeps. */
  Pause SLEEP =
      time -> {
        try {
          Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new TransientFault("interrupted while waiting", e);
        }
      };

  void pause(Duration time);
}
