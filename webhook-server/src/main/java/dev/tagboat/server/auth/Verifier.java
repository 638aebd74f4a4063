package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.Hook;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides whether a request comes from who knows the secret. */
@FunctionalInterface
public interface Verifier {

  /**
   * @throws Undecided when that cannot be told just now
   */
  boolean isAuthentic(Presented presented);

  /**
   * What an authentic request proved itself with; null when it is not authentic.
   *
   * @throws Undecided when that cannot be told just now
   */
  default @Nullable Proof proof(Presented presented) {
    return isAuthentic(presented) ? new Proof("what it was given", null) : null;
  }

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
  static Verifier of(Hook hook, Sources sources, Clock clock) {
    if (!hook.isGuarded()) {
      // Only reached on loopback: ServerConfig refuses it elsewhere.
      return presented -> presented.pathSecret() == null;
    }
    return new HookVerifier(guard(hook, sources, clock), hook.auth() == AuthKind.PATH);
  }

  /** {@code Authorization: Bearer} with that secret, for callers that are no hook. */
  static Verifier bearer(Secret secret) {
    return new BearerVerifier(new Secrets(List.of(secret)));
  }

  private static Verifier guard(Hook hook, Sources sources, Clock clock) {
    Secrets secrets = new Secrets(hook.secrets());
    return switch (hook.auth()) {
      case BEARER -> new BearerVerifier(secrets);
      case HMAC_SHA256, HMAC_SHA1 ->
          new HmacVerifier(SignatureForm.of(hook.type(), hook.auth()), secrets, clock);
      case BASIC -> new BasicVerifier(secrets);
      case HEADER -> {
        String given = hook.trust().header();
        String header = given == null ? hook.type().secretHeader() : given;
        yield presented -> secrets.contain(presented.value(header));
      }
      case PATH -> presented -> secrets.contain(presented.pathSecret());
      case OIDC ->
          new OidcVerifier(Objects.requireNonNull(hook.trust().oidc()), sources.documents(), clock);
      case SNS ->
          new SnsVerifier(
              Objects.requireNonNull(hook.trust().sns()),
              new SnsCertificates(sources, clock),
              clock);
    };
  }
}
