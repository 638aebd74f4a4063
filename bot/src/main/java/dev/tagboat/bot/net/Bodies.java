package dev.tagboat.bot.net;

import java.io.IOException;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads bodies from outside without trusting their length. */
public final class Bodies {
  private Bodies() {}

  /** A body that is longer than allowed: no trouble of the connection, and no better next time. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    private TooLarge(int limit) {
      super("the answer is larger than " + limit + " bytes");
    }
  }

  /**
   * Reads a whole body of at most {@code limit} bytes, whatever its {@code Content-Length} says.
   *
   * @throws TooLarge when the body is longer
   * @throws IOException when the connection breaks
   */
  public static byte[] read(ResponseBody body, int limit) throws IOException {
    BufferedSource source = body.source();
    Buffer buffer = new Buffer();
    while (buffer.size() <= limit) {
      if (source.read(buffer, 8192) == -1) {
        return buffer.readByteArray();
      }
    }
    throw new TooLarge(limit);
  }
}
