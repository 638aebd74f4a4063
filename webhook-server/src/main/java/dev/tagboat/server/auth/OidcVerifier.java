package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Documents;
import dev.tagboat.server.config.Oidc;
import io.jsonwebtoken.Claims;
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
    String token = BearerVerifier.token(presented.value("Authorization"));
    if (token == null || token.isEmpty()) {
      return false;
    }
    Claims claims = tokens.read(token);
    return claims != null && isForUs(claims) && isBySender(claims);
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
