package dev.tagboat.server.http;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.auth.Verifier;
import dev.tagboat.server.config.Listen;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets only the operator through to the API. */
final class AdminGuard {
  private final @Nullable Verifier verifier;
  private final boolean loopback;

  AdminGuard(@Nullable Secret token, Listen listen) {
    this.verifier = token == null ? null : Verifier.bearer(token);
    this.loopback = listen.isLoopback();
  }

  Handler guard(Handler handler) {
    return ctx -> {
      check(ctx);
      handler.handle(ctx);
    };
  }

  private void check(Context ctx) {
    if (verifier != null) {
      if (!verifier.isAuthentic(Credentials.of(ctx, () -> new byte[0]))) {
        throw unauthorized("Send the admin token as 'Authorization: Bearer TOKEN'.");
      }
    } else if (!loopback) {
      throw unauthorized("The API is closed: no admin-token is configured.");
    } else if (!LocalCaller.is(ctx)) {
      throw new Refusal(
          403, "Without an admin-token the API only answers to this machine's own programs.");
    }
  }

  private static Refusal unauthorized(String sentence) {
    return new Refusal(401, sentence, Map.of("WWW-Authenticate", "Bearer realm=\"tagboat\""));
  }
}
