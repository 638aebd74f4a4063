package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The door for what requests bring. One thread takes all requests that wait and stores them in one
 * transaction, so that the disk is waited for once for all of them; a request is answered only
 * after its transaction was committed.
 */
public final class GroupCommit implements AutoCloseable {
  private static final int QUEUE = 1_024;
  private static final int BATCH = 256;
  private static final int PRUNE_EVERY = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Consumer<String> stored;
  private final IntakeStore store;
  private final Pruning pruning;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
  private final ExecutorService pruner =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.MILLISECONDS,
          new ArrayBlockingQueue<>(1),
          work -> new Thread(work, "inbox-pruner"),
          new ThreadPoolExecutor.DiscardPolicy());
  private final Thread writer = new Thread(this::write, "inbox-writer");
  private volatile boolean closing;
  private int writtenSincePrune;

  private record Waiting(Intake intake, CompletableFuture<Intake.Receipt> receipt) {}

  /** Nobody is told of what was stored. */
  public GroupCommit(Database database, Clock clock) {
    this(database, clock, registry -> {});
  }

  /**
   * @param stored told of each registry whose pushes were stored; must return at once
   */
  public GroupCommit(Database database, Clock clock, Consumer<String> stored) {
    this.stored = stored;
    this.store = new IntakeStore(database.sql(), clock);
    this.pruning = new Pruning(database, clock);
    writer.start();
  }

  /**
   * Stores durably, then returns.
   *
   * @throws TransientFault when it is not stored: the sender must send it again
   */
  public Intake.Receipt store(Intake intake) {
    Waiting waiting = new Waiting(intake, new CompletableFuture<>());
    if (closing || !queue.offer(waiting)) {
      throw new TransientFault(
          closing ? "The server is stopping." : "Too many requests wait for the database.");
    }
    try {
      return waiting.receipt().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new TransientFault("The event could not be stored: " + reason(e), e);
    } catch (TimeoutException e) {
      throw new TransientFault("The database takes too long.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFault("The server is stopping.", e);
    }
  }

  // For the log; the sender is told to come back, and no more.
  private static String reason(ExecutionException e) {
    return e.getCause() instanceof Fault fault
        ? String.valueOf(fault.getMessage())
        : String.valueOf(e.getCause());
  }

  /** How many requests wait to be stored. */
  public int depth() {
    return queue.size();
  }

  private void write() {
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          List<Waiting> batch = new ArrayList<>(List.of(first));
          queue.drainTo(batch, BATCH - 1);
          commit(batch);
        }
      } catch (InterruptedException e) {
        closing = true;
      }
    }
  }

  private void commit(List<Waiting> batch) {
    try {
      List<Intake.Receipt> receipts = store.store(batch.stream().map(Waiting::intake).toList());
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).receipt().complete(receipts.get(i));
      }
      batch.stream()
          .flatMap(waiting -> waiting.intake().pushes().stream())
          .map(push -> push.image().registry())
          .distinct()
          .forEach(stored);
      prune(batch);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).receipt().completeExceptionally(e);
      } else {
        // One request that the database refuses must not fail the others.
        batch.stream().filter(w -> !w.receipt().isDone()).forEach(w -> commit(List.of(w)));
      }
    }
  }

  private void prune(List<Waiting> batch) {
    for (Waiting waiting : batch) {
      writtenSincePrune += waiting.intake().leftOut().size();
      writtenSincePrune += waiting.intake().delivery() == null ? 0 : 1;
    }
    if (writtenSincePrune >= PRUNE_EVERY) {
      writtenSincePrune = 0;
      pruner.execute(pruning::run);
    }
  }

  /** Stores what waits, forgets what was to be forgotten, then stops. */
  @Override
  public void close() {
    closing = true;
    try {
      writer.join(PATIENCE.toMillis());
      pruner.shutdown();
      if (!pruner.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        pruner.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
