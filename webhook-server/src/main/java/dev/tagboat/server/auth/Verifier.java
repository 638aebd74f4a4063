package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import java.time.Clock;
import java.util.List;

/** Decides whether a request comes from who knows the secret. */
@FunctionalInterface
public interface Verifier {

  boolean isAuthentic(Presented presented);

  /**
   * What can be told before the body was read: false is final; true is, too, unless the verifier
   * {@linkplain #needsBody() needs the body}.
   */
  default boolean mayBeAuthentic(Presented presented) {
    return isAuthentic(presented);
  }

  /** Whether only the body shows who it comes from. */
  default boolean needsBody() {
    return false;
  }

  /**
   * The verifier that a hook's configuration asks for. The algorithm is fixed here, never chosen by
   * the request.
   */
  static Verifier of(Hook hook, Clock clock) {
    if (hook.secrets().isEmpty()) {
      // Only reached on loopback: ServerConfig refuses it elsewhere.
      return presented -> presented.pathSecret() == null;
    }
    Secrets secrets = new Secrets(hook.secrets());
    return new HookVerifier(of(hook.auth(), secrets, clock), hook.auth() == AuthKind.PATH);
  }

  /** {@code Authorization: Bearer} with that secret, for callers that are no hook. */
  static Verifier bearer(Secret secret) {
    return new BearerVerifier(new Secrets(List.of(secret)));
  }

  private static Verifier of(AuthKind kind, Secrets secrets, Clock clock) {
    return switch (kind) {
      case BEARER -> new BearerVerifier(secrets);
      case HMAC_SHA256 -> new HmacVerifier(secrets, clock);
      case BASIC -> new BasicVerifier(secrets);
      case HEADER -> presented -> secrets.contain(presented.value("Authorization"));
      case PATH -> presented -> secrets.contain(presented.pathSecret());
    };
  }
}
