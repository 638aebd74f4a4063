package dev.tagboat.server.http;

import dev.tagboat.server.inbox.PollView;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/polls}: the images of {@code polls}, and what went wrong with them. */
final class PollsHandler implements Handler {
  private record PollJson(String image, String next, int failures, @Nullable String problem) {
    static PollJson of(PollView poll) {
      return new PollJson(
          poll.image().toString(), poll.next().toString(), poll.failures(), poll.problem());
    }
  }

  private record PollsJson(List<PollJson> polls) {}

  private final PolledImages polled;
  private final Views views;

  PollsHandler(PolledImages polled, Views views) {
    this.polled = polled;
    this.views = views;
  }

  @Override
  public void handle(Context ctx) {
    Answers.json(ctx, 200, new PollsJson(polled.of(views).stream().map(PollJson::of).toList()));
  }
}
