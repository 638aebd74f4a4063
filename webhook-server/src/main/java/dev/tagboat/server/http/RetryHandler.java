package dev.tagboat.server.http;

import dev.tagboat.server.auth.Role;
import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.inbox.PushView;
import dev.tagboat.server.inbox.Retries;
import dev.tagboat.server.inbox.Views;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code POST /api/v1/pushes/ID/retry}: answers with the push, which is due now. */
final class RetryHandler implements Handler {
  private final Retries retries;
  private final Views views;
  private final AuditLog audit;

  RetryHandler(Retries retries, Views views, AuditLog audit) {
    this.retries = retries;
    this.views = views;
    this.audit = audit;
  }

  @Override
  public void handle(Context ctx) {
    String id = PushId.parse(ctx.pathParam("id")).orElseThrow(PushHandler::unknown);
    switch (retries.retry(id)) {
      case UNKNOWN -> throw PushHandler.unknown();
      case SETTLED -> throw settled(PushHandler.view(views, ctx));
      case DUE -> due(ctx, PushHandler.view(views, ctx));
    }
  }

  private void due(Context ctx, PushView view) {
    audit.add(
        Role.OPERATOR.key(),
        "retry",
        view.push().push().reference(),
        "",
        "asked to try again, by the API");
    Answers.json(ctx, 202, PushJson.of(view));
  }

  private static Refusal settled(PushView view) {
    return new Refusal(
        409,
        "The push is "
            + view.push().state().key()
            + ": there is nothing to try again. Push the tag once more to start anew.");
  }
}
