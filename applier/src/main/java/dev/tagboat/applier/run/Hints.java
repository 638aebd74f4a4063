package dev.tagboat.applier.run;

import dev.tagboat.applier.fault.TransientFault;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the loop: something of ours has changed in the cluster, or it is time to stop. */
public final class Hints {
  private final Semaphore given = new Semaphore(0);

  /** From any thread. */
  public void give() {
    given.release();
  }

  /**
   * Waits for a hint; several that came meanwhile count as one.
   *
   * @return whether there was one
   */
  boolean await(Duration time) {
    try {
      boolean hinted = given.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS);
      given.drainPermits();
      return hinted;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("interrupted while waiting", e);
    }
  }
}
