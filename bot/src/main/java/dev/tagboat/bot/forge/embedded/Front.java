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
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    FaultAction fault = faults.next(method, path).orElse(null);
    int status = 0;
    try (exchange) {
      status = answer(exchange, path, fault);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      log.add(method, path, status);
    }
  }

  private int answer(HttpExchange exchange, String path, @Nullable FaultAction fault)
      throws IOException, InterruptedException {
    if (fault instanceof FaultAction.Delay delay) {
      pause(delay.by());
    }
    if (fault instanceof FaultAction.Drop drop && !drop.afterEffect()) {
      return 0;
    }
    if (fault instanceof FaultAction.Respond respond && !respond.afterEffect()) {
      exchange.getRequestBody().readAllBytes();
      return send(exchange, faulty(respond));
    }
    if (dispatch.isGit(path)) {
      return git(exchange, fault);
    }
    Answer answer = dispatched(exchange);
    if (fault instanceof FaultAction.Drop) {
      return 0;
    }
    return send(exchange, fault instanceof FaultAction.Respond late ? faulty(late) : answer);
  }

  private int git(HttpExchange exchange, @Nullable FaultAction fault) throws IOException {
    boolean mute = fault instanceof FaultAction.Drop || fault instanceof FaultAction.Respond;
    if (!mute) {
      dispatch.git(exchange);
      return exchange.getResponseCode();
    }
    dispatch.git(new MuteExchange(exchange));
    return fault instanceof FaultAction.Respond late ? send(exchange, faulty(late)) : 0;
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

  private static int send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), empty ? -1 : answer.body().length());
    if (!empty) {
      exchange.getResponseBody().write(answer.body().bytes());
    }
    return answer.status();
  }
}
