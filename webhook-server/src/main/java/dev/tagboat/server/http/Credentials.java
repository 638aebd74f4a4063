package dev.tagboat.server.http;

import dev.tagboat.server.auth.Presented;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a request brings to prove itself. */
final class Credentials {
  private Credentials() {}

  static Presented of(Context ctx, Supplier<byte[]> body) {
    return new Presented(name -> header(ctx, name), ctx.pathParamMap().get("secret"), body);
  }

  // Headers are read as Latin-1, while a secret in a configuration file is UTF-8.
  private static @Nullable String header(Context ctx, String name) {
    String value = ctx.header(name);
    return value == null
        ? null
        : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
