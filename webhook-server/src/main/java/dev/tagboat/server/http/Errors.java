package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what handlers throw into {@code {"error": sentence}}. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private Errors() {}

  static void register(RoutesConfig routes) {
    routes.exception(Refusal.class, Errors::refusal);
    routes.exception(TransientFault.class, Errors::unavailable);
    routes.exception(HttpResponseException.class, Errors::unrouted);
    routes.exception(Exception.class, Errors::bug);
  }

  private static void refusal(Refusal refusal, Context ctx) {
    refusal.headers().forEach(ctx::header);
    Answers.error(ctx, refusal.status(), refusal.sentence());
  }

  private static void unavailable(TransientFault fault, Context ctx) {
    LOG.warn("{} {}: {}", ctx.method(), ctx.endpoint().path, fault.getMessage());
    ctx.header("Retry-After", Long.toString(fault.retryAfter().orElse(PAUSE).toSeconds()));
    Answers.error(ctx, 503, "The server cannot do this just now; try again a little later.");
  }

  // The router's own: no such path, no such method.
  private static void unrouted(HttpResponseException e, Context ctx) {
    String methods = e.getDetails().get("availableMethods");
    if (methods != null) {
      ctx.header("Allow", methods);
      Answers.error(ctx, 405, "This path is for " + methods + " only.");
    } else if (e.getStatus() == 404) {
      Answers.error(ctx, 404, "There is nothing here. GET / says what there is.");
    } else {
      Answers.error(ctx, e.getStatus(), "The request cannot be handled.");
    }
  }

  private static void bug(Exception e, Context ctx) {
    // The path of the endpoint, not of the request: that one may hold a secret.
    LOG.error("{} {} failed", ctx.method(), ctx.endpoint().path, e);
    Answers.error(ctx, 500, "This is a bug of the server; its log says more.");
  }
}
