package dev.tagboat.applier.apply;

import dev.tagboat.applier.fault.TransientFault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A few requests side by side. */
final class Parallel implements AutoCloseable {
  private final Object one = new Object();
  private final ExecutorService threads;

  Parallel(int width) {
    threads =
        Executors.newFixedThreadPool(
            width,
            task -> {
              Thread thread = new Thread(task, "apply");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The results in the order of the items. The first exception is thrown when all are done. */
  <A, B> List<B> map(List<A> items, Function<A, B> work) {
    List<Future<B>> futures = new ArrayList<>();
    for (A item : items) {
      futures.add(threads.submit(() -> work.apply(item)));
    }
    List<B> results = new ArrayList<>();
    RuntimeException failure = null;
    for (Future<B> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        failure = failure == null ? unchecked(e.getCause()) : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TransientFault("interrupted while applying", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  /** As {@link #map(List, Function)}, but of the heavy ones only one at a time: memory is small. */
  <A, B> List<B> map(List<A> items, Predicate<A> heavy, Function<A, B> work) {
    return map(
        items,
        item -> {
          if (!heavy.test(item)) {
            return work.apply(item);
          }
          synchronized (one) {
            return work.apply(item);
          }
        });
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof OutOfMemoryError error) {
      throw error;
    }
    return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
