package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what handlers throw into {@code {"error": sentence}}, or a page for a browser. */
final class Errors {
  private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final PageFront front;

  Errors(PageFront front) {
    this.front = front;
  }

  void register(RoutesConfig routes) {
    routes.exception(Refusal.class, this::refusal);
    routes.exception(TransientFault.class, this::unavailable);
    routes.exception(HttpResponseException.class, this::unrouted);
    routes.exception(Exception.class, this::bug);
  }

  private void refusal(Refusal refusal, Context ctx) {
    refusal.headers().forEach(ctx::header);
    answer(ctx, refusal.status(), refusal.sentence());
  }

  private void unavailable(TransientFault fault, Context ctx) {
    LOG.warn("{} {}: {}", ctx.method(), ctx.endpoint().path, fault.getMessage());
    ctx.header("Retry-After", Long.toString(fault.retryAfter().orElse(PAUSE).toSeconds()));
    answer(ctx, 503, "The server cannot do this just now; try again a little later.");
  }

  // The router's own: no such path, no such method.
  private void unrouted(HttpResponseException e, Context ctx) {
    // The router names its only detail otherwise for browsers than for programs.
    String methods = String.join(", ", e.getDetails().values());
    if (e.getStatus() == 405 && !methods.isEmpty()) {
      ctx.header("Allow", methods);
      answer(ctx, 405, "This path is for " + methods + " only.");
    } else if (e.getStatus() == 404) {
      answer(
          ctx,
          404,
          PageFront.isForPeople(ctx)
              ? "This address leads to no page of this server."
              : "There is nothing here. GET / says what there is.");
    } else {
      answer(ctx, e.getStatus(), "The request cannot be handled.");
    }
  }

  private void bug(Exception e, Context ctx) {
    // The path of the endpoint, not of the request: that one may hold a secret.
    LOG.error("{} {} failed", ctx.method(), ctx.endpoint().path, e);
    answer(ctx, 500, "This is a bug of the server; its log says more.");
  }

  private void answer(Context ctx, int status, String sentence) {
    if (PageFront.isForPeople(ctx) && status != 303) {
      front.error(ctx, status, sentence);
    } else {
      Answers.error(ctx, status, sentence);
    }
  }
}
