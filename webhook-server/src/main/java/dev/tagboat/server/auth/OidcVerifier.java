package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Documents;
import dev.tagboat.server.config.Oidc;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * {@code Authorization: Bearer JWT}, an ID token of OpenID Connect: signed by the issuer with RS256
 * or ES256 and nothing else, for our audience, by one of the configured subjects or emails, and in
 * its time, give or take a minute (RFC 7519, section 4.1; RFC 8725).
 */
final class OidcVerifier implements Verifier {
  private final Oidc oidc;
  private final IdTokens tokens;

  OidcVerifier(Oidc oidc, Documents documents, Clock clock) {
    this.oidc = oidc;
    this.tokens =
        new IdTokens(oidc.issuer(), new Discovery(oidc.issuer(), oidc.jwksUri(), documents), clock);
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    return proven(presented) != null;
  }

  @Override
  public @Nullable Proof proof(Presented presented) {
    Jws<Claims> token = proven(presented);
    if (token == null) {
      return null;
    }
    Claims claims = token.getPayload();
    String key = token.getHeader().getKeyId();
    return new Proof(
        "a token of "
            + oidc.issuer()
            + " for "
            + (claims.getSubject() == null ? claims.get("email") : claims.getSubject())
            + (key == null ? "" : ", key " + key),
        claims.getExpiration().toInstant());
  }

  private @Nullable Jws<Claims> proven(Presented presented) {
    String text = BearerVerifier.token(presented.value("Authorization"));
    if (text == null || text.isEmpty()) {
      return null;
    }
    Jws<Claims> token = tokens.signed(text);
    return token != null && isForUs(token.getPayload()) && isBySender(token.getPayload())
        ? token
        : null;
  }

  private boolean isForUs(Claims claims) {
    return claims.getAudience() != null
        && claims.getAudience().stream().anyMatch(oidc.audiences()::contains);
  }

  private boolean isBySender(Claims claims) {
    return isSubject(claims.getSubject()) && isEmail(claims);
  }

  private boolean isSubject(@Nullable String subject) {
    return oidc.subjects().isEmpty()
        || (subject != null
            && oidc.subjects().stream().anyMatch(pattern -> matches(pattern, subject)));
  }

  private static boolean matches(String pattern, String subject) {
    return pattern.endsWith("*")
        ? subject.startsWith(pattern.substring(0, pattern.length() - 1))
        : subject.equals(pattern);
  }

  private boolean isEmail(Claims claims) {
    return oidc.emails().isEmpty()
        || (claims.get("email") instanceof String email
            && oidc.emails().contains(email)
            && Boolean.TRUE.equals(claims.get("email_verified")));
  }
}
