package dev.tagboat.server.http;

import dev.tagboat.server.inbox.PushView;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /api/v1/pushes/ID}: one push with its whole history. */
final class PushHandler implements Handler {
  private final Views views;

  PushHandler(Views views) {
    this.views = views;
  }

  @Override
  public void handle(Context ctx) {
    Answers.json(ctx, 200, PushJson.of(view(views, ctx)));
  }

  /**
   * @throws Refusal 404 when there is no push of the path's id
   */
  static PushView view(Views views, Context ctx) {
    return PushId.parse(ctx.pathParam("id")).flatMap(views::push).orElseThrow(PushHandler::unknown);
  }

  static Refusal unknown() {
    return new Refusal(404, "There is no push of this id.");
  }
}
