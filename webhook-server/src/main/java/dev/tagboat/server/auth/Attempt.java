package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * One try to sign in at a provider. All that ties its end to its beginning hangs on one random text
 * that the browser keeps meanwhile, so that any server can take it up, also after a restart.
 *
 * @param seed 43 characters of Base64
 */
public record Attempt(Secret seed) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** A new one. */
  public static Attempt begin() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Attempt(Secret.of(BASE64.encodeToString(bytes)));
  }

  /** The one that a browser brings back; empty when it brings something else. */
  public static Optional<Attempt> of(@Nullable String seed) {
    return seed != null && seed.matches("[A-Za-z0-9_-]{43}")
        ? Optional.of(new Attempt(Secret.of(seed)))
        : Optional.empty();
  }

  /** What the provider sends back with the browser (RFC 6749, section 10.12). */
  public String state() {
    return derived("state");
  }

  /** Whether it is this one's {@link #state}. */
  public boolean isOf(@Nullable String state) {
    return state != null
        && MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8), state().getBytes(StandardCharsets.UTF_8));
  }

  /** What the ID token has to name. */
  String nonce() {
    return derived("nonce");
  }

  /** What only whoever began can show (PKCE: RFC 7636, section 4.1). */
  String verifier() {
    return derived("verifier");
  }

  /** What the provider is told of the {@link #verifier} at first, by method S256. */
  String challenge() {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier().getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String derived(String what) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(seed.reveal().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      return BASE64.encodeToString(mac.doFinal(what.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
