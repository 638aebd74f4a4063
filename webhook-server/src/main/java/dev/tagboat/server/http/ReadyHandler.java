package dev.tagboat.server.http;

import dev.tagboat.bot.fault.Fault;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /readyz}: whether requests are worth sending. */
final class ReadyHandler implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(ReadyHandler.class);

  private record CheckJson(String name, boolean ok, String sentence) {}

  private record ReadyJson(boolean ready, List<CheckJson> checks) {}

  private final Remembered<ReadyJson> answer;

  ReadyHandler(List<ReadyCheck> checks, Clock clock) {
    // Anybody may ask, and the checks cost a write to the database.
    this.answer = new Remembered<>(clock, 1, () -> ask(checks));
  }

  @Override
  public void handle(Context ctx) {
    ReadyJson ready = answer.get();
    Answers.json(ctx, ready.ready() ? 200 : 503, ready);
  }

  private static ReadyJson ask(List<ReadyCheck> checks) {
    List<CheckJson> results = checks.stream().map(ReadyHandler::ask).toList();
    return new ReadyJson(results.stream().allMatch(CheckJson::ok), results);
  }

  private static CheckJson ask(ReadyCheck check) {
    try {
      ReadyCheck.Result result = check.result().get();
      return new CheckJson(check.name(), result.ok(), result.sentence());
    } catch (Fault e) {
      // Names of hosts and files are for the log only.
      LOG.warn("Not ready: {}: {}", check.name(), e.getMessage());
      return new CheckJson(check.name(), false, "does not work; the log says why");
    }
  }
}
