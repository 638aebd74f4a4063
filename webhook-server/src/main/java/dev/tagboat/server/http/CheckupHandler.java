package dev.tagboat.server.http;

import dev.tagboat.server.inbox.AuditLog;
import dev.tagboat.server.view.Viewer;
import io.javalin.http.Context;

/** {@code POST /setup/doctor}: has somebody look again who holds too much. */
final class CheckupHandler {
  private final PageGuard guard;
  private final Checkup checkup;
  private final AuditLog audit;

  CheckupHandler(PageGuard guard, Checkup checkup, AuditLog audit) {
    this.guard = guard;
    this.checkup = checkup;
    this.audit = audit;
  }

  void again(Context ctx, Form form) {
    Viewer operator = guard.operator(ctx, form);
    if (checkup.again()) {
      audit.add(operator.person(), "doctor", "", "", "had the server's own credentials looked at");
    }
    ctx.status(303).header("Location", "/setup#doctor");
  }
}
