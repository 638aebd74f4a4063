package dev.tagboat.server.http;

import dev.tagboat.server.check.Diagnosis;
import dev.tagboat.server.view.Findings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks now and then whether one of the server's credentials may do more than it needs, and keeps
 * what was found. The forge and the registries may take a while to answer, so it has a thread of
 * its own.
 */
public final class Checkup implements AutoCloseable {
  private static final Duration EVERY = Duration.ofHours(24);

  private final Supplier<List<Diagnosis>> doctor;
  private final Consumer<Findings> told;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "doctor");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Instant begun;
  private volatile boolean daily;
  private @Nullable Findings last;

  /**
   * @param doctor asks; changes nothing
   * @param told what was found, each time
   */
  public Checkup(Supplier<List<Diagnosis>> doctor, Consumer<Findings> told, Clock clock) {
    this.doctor = doctor;
    this.told = told;
    this.clock = clock;
  }

  /** Looks now, and from then on once a day. */
  public void begin() {
    daily = true;
    // Nothing that it does can throw.
    Future<?> unused =
        thread.scheduleWithFixedDelay(this::again, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /**
   * Looks soon; returns at once.
   *
   * @return whether nobody was looking already
   */
  boolean again() {
    synchronized (this) {
      if (begun != null) {
        return false;
      }
      begun = clock.instant();
    }
    thread.execute(this::look);
    return true;
  }

  private void look() {
    Findings found;
    try {
      found = new Findings(clock.instant(), doctor.get(), "");
    } catch (RuntimeException e) {
      // Whatever it is, the server goes on without knowing.
      found = new Findings(clock.instant(), List.of(), String.valueOf(e.getMessage()));
    }
    synchronized (this) {
      last = found;
      begun = null;
    }
    told.accept(found);
  }

  /** What was found last; null before the first time. */
  synchronized @Nullable Findings last() {
    return last;
  }

  /** Since when somebody is looking; null when nobody is. */
  synchronized @Nullable Instant begun() {
    return begun;
  }

  /** Whether it looks once a day, unasked. */
  boolean isDaily() {
    return daily;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
