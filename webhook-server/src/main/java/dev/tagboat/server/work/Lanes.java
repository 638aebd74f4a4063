package dev.tagboat.server.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.DbSchedulerException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.tagboat.bot.fault.TransientFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each lane by one job that stands in the database for as long as the lane exists: whichever
 * server picks it has the lane for itself, so that a config repo is worked on by one of many
 * servers at a time. A job whose server died is picked up by another after some missed heartbeats.
 */
final class Lanes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
  private static final String TASK = "lane";
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 4;

  /** How often a lane looks by itself, should nobody have woken it: another server's work. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final Duration TROUBLE = Duration.ofSeconds(5);
  private static final long WAKE_AGAIN_MILLIS = 25;

  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
  private final Set<String> toWake = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor waker =
      new ScheduledThreadPoolExecutor(
          1, task -> new Thread(task, "lane-waker"), new ThreadPoolExecutor.DiscardPolicy());
  private final Clock clock;
  private final CustomTask<Void> task;
  private final Scheduler scheduler;

  /**
   * @param threads how many lanes work at once
   * @param patience how long a stop waits for lanes at work
   */
  Lanes(DataSource source, int threads, Duration patience, Clock clock) {
    this.clock = clock;
    this.task =
        Tasks.custom(TASK, Void.class)
            .onFailure((done, operations) -> operations.reschedule(done, in(TROUBLE)))
            .onDeadExecutionRevive()
            .execute(this::execute);
    this.scheduler =
        Scheduler.create(source, task)
            .threads(threads)
            .executorService(Pickers.pool(threads, clock))
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(patience)
            .build();
  }

  /** Adds a lane; before {@link #start}, or while running. */
  void add(String name, Lane lane) {
    if (lanes.putIfAbsent(name, lane) == null) {
      scheduler.scheduleIfNotExists(task.instance(name), clock.instant());
    }
  }

  void start() {
    scheduler.start();
    wakeAll();
  }

  /** Makes every lane look at once. */
  void wakeAll() {
    lanes.keySet().forEach(this::wake);
  }

  /** Whether the jobs are being picked. */
  boolean isRunning() {
    return scheduler.getSchedulerState().isStarted()
        && !scheduler.getSchedulerState().isShuttingDown();
  }

  /** Makes the lane look at once, or again after what it does now; never waits. */
  void wake(String name) {
    if (toWake.add(name)) {
      waker.execute(() -> wakeNow(name));
    }
  }

  private void wakeNow(String name) {
    // Taken off first: who wakes it from here on is heard again.
    toWake.remove(name);
    try {
      scheduler.reschedule(TaskInstanceId.of(TASK, name), clock.instant());
      scheduler.triggerCheckForDueExecutions();
    } catch (TaskInstanceNotFoundException gone) {
      scheduler.scheduleIfNotExists(task.instance(name), clock.instant());
    } catch (DbSchedulerException busy) {
      // At work, or being picked at this moment: what it reads may be from before.
      if (toWake.add(name)) {
        later(Duration.ofMillis(WAKE_AGAIN_MILLIS), () -> wakeNow(name));
      }
    } catch (RuntimeException e) {
      // The lane looks by itself a little later.
      LOG.atWarn().addKeyValue("lane", name).log("could not be woken: {}", e.toString());
    }
  }

  private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
    Lane lane = lanes.get(instance.getId());
    if (lane == null) {
      LOG.atInfo().addKeyValue("lane", instance.getId()).log("no longer configured");
      return new CompletionHandler.OnCompleteRemove<>();
    }
    try {
      lane.work();
    } catch (TransientFault fault) {
      LOG.atWarn()
          .addKeyValue("lane", instance.getId())
          .log("looking again in {} s: {}", TROUBLE.toSeconds(), fault.getMessage());
      return (done, operations) -> operations.reschedule(done, in(TROUBLE));
    }
    return (done, operations) -> {
      Instant next = next(lane);
      operations.reschedule(done, next);
      // Polling alone would be late by up to its interval.
      later(Duration.between(clock.instant(), next), scheduler::triggerCheckForDueExecutions);
    };
  }

  private void later(Duration pause, Runnable what) {
    ScheduledFuture<?> unused =
        waker.schedule(what, Math.max(0, pause.toMillis()) + 2, TimeUnit.MILLISECONDS);
  }

  private Instant next(Lane lane) {
    Instant idle = in(IDLE);
    try {
      return lane.next().filter(due -> due.isBefore(idle)).orElse(idle);
    } catch (RuntimeException e) {
      return idle;
    }
  }

  private Instant in(Duration pause) {
    return clock.instant().plus(pause);
  }

  /** Waits for lanes at work, then interrupts them. */
  @Override
  public void close() {
    waker.shutdownNow();
    try {
      scheduler.stop();
    } catch (DbSchedulerException e) {
      LOG.atWarn().log("the workers did not stop cleanly: {}", e.toString());
    }
  }
}
