package dev.tagboat.server.work;

import dev.tagboat.server.inbox.DatabaseTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that pick lanes and run them. A pick that fails ends its thread, and another takes
 * its place; as lanes are picked many times a second, what the database says is said now and then.
 */
final class Pickers implements ThreadFactory, Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Pickers.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Clock clock;
  private Instant next = Instant.MIN;

  Pickers(Clock clock) {
    this.clock = clock;
  }

  static ExecutorService pool(int threads, Clock clock) {
    return Executors.newFixedThreadPool(threads, new Pickers(clock));
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "lanes");
    thread.setUncaughtExceptionHandler(this);
    return thread;
  }

  @Override
  public synchronized void uncaughtException(Thread thread, Throwable e) {
    Optional<String> trouble = DatabaseTrouble.in(e);
    if (trouble.isEmpty()) {
      LOG.atError().setCause(e).log("a thread of the lanes ended");
    } else if (!clock.instant().isBefore(next)) {
      next = clock.instant().plus(PAUSE);
      LOG.atWarn().log("The lanes wait for the database: {}", trouble.get());
    }
  }
}
