package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** CI jobs: each sends its event again until it is answered with 202. */
final class StubbornSenders implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ApiClient api;
  private final String path;
  private final String secret;
  private final Queue<String> events;
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private final ExecutorService threads;
  private final List<Future<?>> running = new ArrayList<>();

  /**
   * @param events bodies to post; none is sent before it is {@link #allow allowed}
   */
  StubbornSenders(ApiClient api, String path, String secret, List<String> events, int count) {
    this.api = api;
    this.path = path;
    this.secret = secret;
    this.events = new ConcurrentLinkedQueue<>(events);
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      running.add(threads.submit(this::work));
    }
  }

  /** Lets so many more events be sent. */
  void allow(int more) {
    allowed.release(more);
  }

  /** How many were answered with 202. */
  int answered() {
    return answered.get();
  }

  /** How often a request had reached the server, or was on its way, and got no answer. */
  int broken() {
    return broken.get();
  }

  /** Waits; fails at once when a sender does, for example for an answer it does not expect. */
  void awaitAnswers(int count) {
    ApiClient.await(
        count + " answers",
        ApiClient.UNDER_LOAD,
        () -> {
          running.stream().filter(Future::isDone).forEach(StubbornSenders::rethrow);
          return answered() >= count;
        });
  }

  private static void rethrow(Future<?> done) {
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a sender failed", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void work() {
    String event = next();
    while (event != null) {
      while (!send(event)) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      answered.incrementAndGet();
      event = next();
    }
  }

  private @Nullable String next() {
    if (events.isEmpty()) {
      return null;
    }
    try {
      allowed.acquire();
    } catch (InterruptedException e) {
      return null;
    }
    return events.poll();
  }

  private boolean send(String event) {
    try {
      int status = api.post(path, secret, event);
      // 503 is a server that is starting.
      assertThat(status).as(event).isIn(202, 503);
      return status == 202;
    } catch (ConnectException | HttpConnectTimeoutException e) {
      return false;
    } catch (IOException e) {
      broken.incrementAndGet();
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
