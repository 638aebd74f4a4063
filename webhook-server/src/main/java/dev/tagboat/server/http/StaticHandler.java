package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Answers with a file of this package's resources. */
final class StaticHandler implements Handler {
  private final String contentType;
  private final byte[] content;

  StaticHandler(String name, String contentType) {
    this.contentType = contentType;
    this.content = read(name);
  }

  static byte[] read(String name) {
    try (InputStream in = StaticHandler.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the archive has no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void handle(Context ctx) {
    ctx.contentType(contentType).result(content);
  }
}
