package dev.tagboat.bot.git.serve;

import java.io.IOException;
import java.io.InputStream;

/**
 * A request's body that skips by reading. The JDK server's own stream hands {@code skip} down to
 * the connection, past the end of the body, and JGit, which skips to the end of each request, would
 * wait there for a next request that the client does not send.
 */
final class RequestBody extends InputStream {
  private final InputStream body;

  RequestBody(InputStream body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    return body.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return body.read(buffer, offset, length);
  }
}
