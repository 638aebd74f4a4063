package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.Overview;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /events}: server-sent events that say that something has changed, never what; whoever
 * may see it loads the page anew. The database is asked, so that what other servers on it do is
 * told, too, and only while somebody listens. The same thread has the audit take over what became
 * of pushes.
 */
final class Changes implements Handler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
  private static final String SEEN = "seen";
  private static final int MOST = 100;
  private static final int EVERY_MILLIS = 1_500;

  /** Then a browser connects anew, and shows its session anew. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final PageGuard guard;
  private final Overview overview;
  private final AuditLog audit;
  private final Clock clock;
  private final SseHandler stream = new SseHandler(this::add);
  private final Map<SseClient, Listener> listeners = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "changes");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param end when its stream ends
   * @param seen what it knows of
   */
  private record Listener(Instant end, String seen) {}

  Changes(PageGuard guard, PageStore store, Clock clock) {
    this.guard = guard;
    this.overview = store.overview();
    this.audit = store.audit();
    this.clock = clock;
  }

  void start() {
    var unusedToo =
        thread.scheduleWithFixedDelay(this::takeOver, EVERY_MILLIS, 10_000, TimeUnit.MILLISECONDS);
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public void handle(Context ctx) throws Exception {
    if (guard.viewer(ctx).isEmpty()) {
      throw new Refusal(401, "Sign in first.");
    }
    // All that is made for a browser asks so (HTML, section 9.2); to others nothing would come.
    if (!"text/event-stream".equals(ctx.header("Accept"))) {
      throw new Refusal(
          406, "This is a stream of events: ask for it with 'Accept: text/event-stream'.");
    }
    if (listeners.size() >= MOST) {
      throw new Refusal(503, "Too many listen already.", Map.of("Retry-After", "30"));
    }
    // Before the answer begins: what changes from then on is told.
    ctx.attribute(SEEN, overview.fingerprint());
    stream.handle(ctx);
  }

  private void add(SseClient client) {
    client.keepAlive();
    client.onClose(() -> listeners.remove(client));
    String seen = String.valueOf(client.ctx().<String>attribute(SEEN));
    listeners.put(client, new Listener(clock.instant().plus(LONGEST), seen));
    client.sendComment("listening");
  }

  private void takeOver() {
    try {
      int taken;
      do {
        taken = audit.takeOver();
      } while (taken > 0);
    } catch (TransientFault e) {
      // Another server was faster, or the database is away: next time.
      LOG.debug("The audit takes nothing over just now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The audit takes nothing over", e);
    }
  }

  private void look() {
    try {
      if (listeners.isEmpty()) {
        return;
      }
      String now = overview.fingerprint();
      listeners.forEach((client, listener) -> tell(client, listener, now));
    } catch (TransientFault e) {
      LOG.debug("Changes cannot be seen just now: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("Looking for changes failed", e);
    }
  }

  private void tell(SseClient client, Listener listener, String now) {
    if (client.terminated() || clock.instant().isAfter(listener.end())) {
      listeners.remove(client);
      client.close();
    } else if (!listener.seen().equals(now)) {
      listeners.replace(client, listener, new Listener(listener.end(), now));
      // Browsers drop events without data (HTML, section 9.2.6).
      client.sendEvent("changed", "yes");
    } else {
      // Nobody takes the connection for dead, and we notice when it is.
      client.sendComment("still here");
    }
  }

  /** Ends all streams: an open one would hold back the server's stop. */
  @Override
  public void close() {
    thread.shutdownNow();
    listeners.keySet().forEach(SseClient::close);
  }
}
