package dev.tagboat.server.config;

import dev.tagboat.bot.net.Addresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens prove a sender: OpenID Connect ID tokens, signed with RS256 or ES256.
 *
 * @param issuer exactly as tokens name it in {@code iss}
 * @param audiences any of which {@code aud} must hold
 * @param subjects any of which {@code sub} must be; one that ends in {@code :*} or {@code /*}
 *     stands for all that begin so
 * @param emails any of which the verified address of a token must be
 * @param jwksUri where the keys are; null when the issuer's discovery document says
 */
public record Oidc(
    String issuer,
    List<String> audiences,
    List<String> subjects,
    List<String> emails,
    @Nullable URI jwksUri) {

  /**
   * @throws IllegalArgumentException when anybody whom the issuer knows could pass
   */
  public Oidc {
    httpUrl(issuer);
    audiences = List.copyOf(audiences);
    subjects = List.copyOf(subjects);
    emails = List.copyOf(emails);
    if (audiences.isEmpty()) {
      throw new IllegalArgumentException(
          "needs an audience: without one, tokens made for other services would be taken");
    }
    if (Stream.concat(audiences.stream(), emails.stream()).anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("an audience or an email is empty");
    }
    if (subjects.isEmpty() && emails.isEmpty()) {
      throw new IllegalArgumentException(
          "needs a subject or an email: the issuer signs tokens for others, too");
    }
    subjects.forEach(Oidc::requireSubject);
    if (jwksUri != null) {
      httpUrl(jwksUri.toString());
    }
  }

  private static void requireSubject(String subject) {
    int star = subject.indexOf('*');
    boolean open = star >= 0 && !subject.matches("[^*]+[:/]\\*");
    if (subject.isBlank() || open) {
      throw new IllegalArgumentException(
          "a subject is compared whole; '*' may only be its end, after ':' or '/', such as"
              + " repo:acme/shop:*");
    }
  }

  /** An HTTPS address without credentials, query or fragment; plain HTTP only on loopback. */
  static URI httpUrl(String text) {
    URI url = parse(text);
    String host = url.getHost();
    boolean plain =
        "http".equals(url.getScheme()) && host != null && Addresses.isLoopbackName(host);
    if (host == null || !("https".equals(url.getScheme()) || plain)) {
      throw new IllegalArgumentException("must be an https:// address");
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException("must hold no credentials and no fragment");
    }
    return url;
  }

  private static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is not a URL: " + e.getReason(), e);
    }
  }
}
