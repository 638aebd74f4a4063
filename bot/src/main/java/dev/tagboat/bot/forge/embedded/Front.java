package dev.tagboat.bot.forge.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request: faults first, then the part whose path it is. */
final class Front implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);
  // A page of another site may send requests to loopback under its own name (DNS rebinding).
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:127\\.0\\.0\\.1|localhost|\\[::1])(?::\\d+)?");

  private final Faults faults;
  private final RequestLog log;
  private final Dispatch dispatch;

  Front(Faults faults, RequestLog log, Dispatch dispatch) {
    this.faults = faults;
    this.log = log;
    this.dispatch = dispatch;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    FaultAction fault = faults.next(exchange.getRequestMethod(), path).orElse(null);
    try (exchange) {
      answer(exchange, path, fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange, String path, @Nullable FaultAction fault)
      throws IOException, InterruptedException {
    if (fault instanceof FaultAction.Delay delay) {
      pause(delay.by());
    }
    if (fault instanceof FaultAction.Drop drop && !drop.afterEffect()) {
      note(exchange, 0);
    } else if (fault instanceof FaultAction.Respond respond && !respond.afterEffect()) {
      exchange.getRequestBody().readAllBytes();
      send(exchange, faulty(respond));
    } else if (dispatch.isGit(path)) {
      git(exchange, fault);
    } else {
      finish(exchange, dispatched(exchange), fault);
    }
  }

  private void git(HttpExchange exchange, @Nullable FaultAction fault) throws IOException {
    boolean mute = fault instanceof FaultAction.Drop || fault instanceof FaultAction.Respond;
    dispatch.git(new GitExchange(exchange, mute, status -> note(exchange, status)));
    if (mute) {
      finish(exchange, Answer.noContent(), fault);
    }
  }

  /** Sends the answer, or what a fault makes of it after the effect. */
  private void finish(HttpExchange exchange, Answer answer, @Nullable FaultAction fault)
      throws IOException {
    if (fault instanceof FaultAction.Drop) {
      note(exchange, 0);
    } else {
      send(exchange, fault instanceof FaultAction.Respond late ? faulty(late) : answer);
    }
  }

  // Before the client can see the answer: it may look into the log at once.
  private void note(HttpExchange exchange, int status) {
    log.add(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), status);
  }

  private Answer dispatched(HttpExchange exchange) {
    String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
    if (!LOOPBACK.matcher(host).matches()) {
      return new ApiError(400, "This server answers on loopback only").answer();
    }
    try {
      return dispatch.answer(Call.read(exchange));
    } catch (ApiError e) {
      return e.answer();
    } catch (IOException | RuntimeException e) {
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
      return new ApiError(500, "Server Error").answer();
    }
  }

  private static void pause(Duration by) throws InterruptedException {
    Thread.sleep(by.toMillis());
  }

  private static Answer faulty(FaultAction.Respond respond) {
    Answer answer = Answer.text(respond.status(), "application/json", respond.body());
    for (Map.Entry<String, String> header : respond.headers().entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException {
    note(exchange, answer.status());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length());
    if (!empty) {
      exchange.getResponseBody().write(answer.body().bytes());
    }
  }
}
