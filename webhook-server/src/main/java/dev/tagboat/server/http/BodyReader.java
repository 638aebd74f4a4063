package dev.tagboat.server.http;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the body of one request as it arrives. No thread waits for it, so that senders that stall
 * hold back nobody else.
 */
final class BodyReader implements Runnable {
  private final Request request;
  private final int cap;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();

  private BodyReader(Request request, int cap) {
    this.request = request;
    this.cap = cap;
  }

  /**
   * Counts while it reads, so that a chunked body is cut off, too.
   *
   * @return fails with {@link Refusal}: 413 when it is larger than {@code cap} bytes, 408 when the
   *     sender is too slow, 400 when the body ends early
   */
  static CompletableFuture<byte[]> read(Request request, int cap) {
    BodyReader reader = new BodyReader(request, cap);
    if (request.getLength() > cap) {
      reader.refuseTooLarge();
    } else {
      reader.run();
    }
    return reader.body;
  }

  /** Takes what is there; called again when there is more. */
  @Override
  public void run() {
    try {
      while (!body.isDone()) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        take(chunk);
      }
    } catch (RuntimeException e) {
      // Nobody else would end the request.
      body.completeExceptionally(e);
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      body.completeExceptionally(refusal(chunk.getFailure()));
      return;
    }
    byte[] part = new byte[chunk.remaining()];
    chunk.getByteBuffer().get(part);
    chunk.release();
    bytes.writeBytes(part);
    if (bytes.size() > cap) {
      refuseTooLarge();
    } else if (chunk.isLast()) {
      body.complete(bytes.toByteArray());
    }
  }

  private void refuseTooLarge() {
    body.completeExceptionally(new Refusal(413, "The body is larger than " + cap + " bytes."));
  }

  private static Refusal refusal(Throwable failure) {
    return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException
        ? new Refusal(408, "The body took too long to arrive.")
        : new Refusal(400, "The body ended before it was complete.");
  }
}
