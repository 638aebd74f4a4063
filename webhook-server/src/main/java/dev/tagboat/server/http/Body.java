package dev.tagboat.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** Reads the body of a request. */
final class Body {
  private Body() {}

  /**
   * Counts while it reads, so that a chunked body is cut off, too.
   *
   * @throws Refusal 413 when it is larger than {@code cap} bytes, 408 when the sender is too slow,
   *     400 when the body ends early
   */
  static byte[] read(Context ctx, int cap) {
    if (ctx.req().getContentLengthLong() > cap) {
      throw tooLarge(cap);
    }
    try {
      byte[] body = ctx.req().getInputStream().readNBytes(cap + 1);
      if (body.length > cap) {
        throw tooLarge(cap);
      }
      return body;
    } catch (IOException e) {
      throw e.getCause() instanceof TimeoutException
          ? new Refusal(408, "The body took too long to arrive.")
          : new Refusal(400, "The body ended before it was complete.");
    }
  }

  private static Refusal tooLarge(int cap) {
    return new Refusal(413, "The body is larger than " + cap + " bytes.");
  }
}
