package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Answers with a file of the resources, this package's unless said otherwise. */
final class StaticHandler implements Handler {
  private final String contentType;
  private final byte[] content;

  StaticHandler(String name, String contentType) {
    this(StaticHandler.class, name, contentType);
  }

  /**
   * @param beside a class of the package that the file belongs to
   */
  StaticHandler(Class<?> beside, String name, String contentType) {
    this.contentType = contentType;
    this.content = read(beside, name);
  }

  static byte[] read(String name) {
    return read(StaticHandler.class, name);
  }

  private static byte[] read(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
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
