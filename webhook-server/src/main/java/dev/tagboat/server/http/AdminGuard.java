package dev.tagboat.server.http;

import dev.tagboat.server.auth.Role;
import dev.tagboat.server.auth.SignInTokens;
import dev.tagboat.server.config.ServerConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;

/** Lets only those through to the API who may. */
final class AdminGuard {
  private final WrongTokens tokens;
  private final boolean hasAny;
  private final boolean hasAdmin;
  private final boolean loopback;

  AdminGuard(ServerConfig config, WrongTokens tokens) {
    this.tokens = tokens;
    this.hasAny = config.adminToken() != null || config.signIn().readerToken() != null;
    this.hasAdmin = config.adminToken() != null;
    this.loopback = config.listen().isLoopback();
  }

  /** For operators. */
  Handler guard(Handler handler) {
    return ctx -> {
      check(ctx, Role.OPERATOR);
      handler.handle(ctx);
    };
  }

  /** For operators and readers. */
  Handler reading(Handler handler) {
    return ctx -> {
      check(ctx, Role.READER);
      handler.handle(ctx);
    };
  }

  private void check(Context ctx, Role needed) {
    if (hasAny) {
      String token = SignInTokens.bearer(Credentials.of(ctx, () -> new byte[0]));
      Optional<Role> role = tokens.role(ctx, token, "at the API");
      if (role.isEmpty()) {
        throw unauthorized("Send the admin token as 'Authorization: Bearer TOKEN'.");
      }
      if (role.get().compareTo(needed) < 0) {
        throw new Refusal(
            403,
            hasAdmin
                ? "The reader token is good to read only; this takes the admin token."
                : "The reader token is good to read only, and no admin-token is configured.");
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
