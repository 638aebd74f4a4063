package dev.tagboat.bot.net;

import java.io.IOException;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads bodies from outside without trusting their length. */
public final class Bodies {
  private Bodies() {}

  /**
   * Reads a whole body of at most {@code limit} bytes, whatever its {@code Content-Length} says.
   *
   * @throws IOException when the body is longer, or the connection breaks
   */
  public static byte[] read(ResponseBody body, int limit) throws IOException {
    BufferedSource source = body.source();
    Buffer buffer = new Buffer();
    while (buffer.size() <= limit) {
      if (source.read(buffer, 8192) == -1) {
        return buffer.readByteArray();
      }
    }
    throw new IOException("the answer is larger than " + limit + " bytes");
  }
}
