package dev.tagboat.server.http;

import io.javalin.http.Context;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the bodies of requests. Of those that only their body can prove to be authentic, few are
 * read at once and each for a short time: anybody can send them.
 */
final class Bodies {
  private final Limits limits;
  private final Semaphore unproven;

  Bodies(Limits limits) {
    this.limits = limits;
    this.unproven = new Semaphore(limits.unproven());
  }

  /** Whether the request itself says that it is too large: then it is refused without reading. */
  boolean isTooLarge(Context ctx) {
    return request(ctx).getLength() > limits.body();
  }

  /** The body of a sender that is known, see {@link BodyReader#read}. */
  CompletableFuture<byte[]> proven(Context ctx) {
    return BodyReader.read(request(ctx), limits.body());
  }

  /** The body of a sender that is not known yet; fails with 503 when too many are being read. */
  CompletableFuture<byte[]> unproven(Context ctx) {
    if (!unproven.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new Refusal(
              503,
              "Too many requests that nobody has signed yet; try again a little later.",
              Map.of("Retry-After", "1")));
    }
    Request request = request(ctx);
    CompletableFuture<byte[]> body = BodyReader.read(request, limits.body());
    if (body.isDone()) {
      unproven.release();
      return body;
    }
    // Without a thread that waits there is nothing to interrupt: the read itself is made to fail.
    Scheduler.Task end =
        request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> request.fail(new TimeoutException("too slow")),
                limits.proof().toMillis(),
                TimeUnit.MILLISECONDS);
    return body.whenComplete(
        (bytes, failure) -> {
          end.cancel();
          unproven.release();
        });
  }

  private static Request request(Context ctx) {
    return ServletContextRequest.getServletContextRequest(ctx.req());
  }
}
