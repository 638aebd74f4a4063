package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Reads forms. Anybody can send one, so few are read at once, each for a short time, without a
 * thread that waits; and one address sends only so many.
 */
final class Forms {
  /** As the limits on requests count them; no hook can have this name. */
  private static final String COUNTED_AS = "(forms)";

  private final Bodies bodies;
  private final Throttle throttle;

  Forms(Bodies bodies, Throttle throttle) {
    this.bodies = bodies;
    this.throttle = throttle;
  }

  /** Does what a form asks for. */
  interface Receiver {
    void receive(Context ctx, Form form);
  }

  Handler to(Receiver receiver) {
    return ctx -> {
      throttle.check(ctx, COUNTED_AS);
      PageGuard.ownOrigin(ctx);
      ctx.future(
          () -> bodies.unproven(ctx).thenAccept(body -> receiver.receive(ctx, Form.parse(body))));
    };
  }
}
