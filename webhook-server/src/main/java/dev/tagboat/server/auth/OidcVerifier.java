package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Documents;
import dev.tagboat.server.config.Oidc;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.JwsHeader;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * {@code Authorization: Bearer JWT}, an ID token of OpenID Connect: signed by the issuer with RS256
 * or ES256 and nothing else, for our audience, by one of the configured subjects or emails, and in
 * its time, give or take a minute (RFC 7519, section 4.1; RFC 8725).
 */
final class OidcVerifier implements Verifier {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final String GOOGLE = "https://accounts.google.com";

  private final Oidc oidc;
  private final Clock clock;
  private final IssuerKeys keys;
  private final JwtParser parser;

  OidcVerifier(Oidc oidc, Documents documents, Clock clock) {
    this.oidc = oidc;
    this.clock = clock;
    this.keys = new IssuerKeys(oidc.issuer(), new Discovery(oidc, documents), clock);
    this.parser =
        Jwts.parser()
            .sig()
            .clear()
            .add(Jwts.SIG.RS256)
            .add(Jwts.SIG.ES256)
            .and()
            // What is compressed may be anything but small when it is not.
            .zip()
            .clear()
            .and()
            .enc()
            .clear()
            .and()
            .keyLocator(this::key)
            .clock(() -> Date.from(clock.instant()))
            .clockSkewSeconds(SKEW.toSeconds())
            .build();
  }

  private @Nullable Key key(Header header) {
    String algorithm = header.getAlgorithm();
    boolean supported = "RS256".equals(algorithm) || "ES256".equals(algorithm);
    return supported && header instanceof JwsHeader jws
        ? keys.find(jws.getKeyId(), algorithm)
        : null;
  }

  @Override
  public boolean isAuthentic(Presented presented) {
    String token = BearerVerifier.token(presented.value("Authorization"));
    if (token == null || token.isEmpty()) {
      return false;
    }
    Claims claims;
    try {
      claims = parser.parseSignedClaims(token).getPayload();
    } catch (Undecided e) {
      throw e;
    } catch (RuntimeException e) {
      // A stranger's text: whatever the library thinks of it, it proves nothing.
      return false;
    }
    return isIssuer(claims.getIssuer())
        && isTimely(claims)
        && isForUs(claims)
        && isBySender(claims);
  }

  private boolean isIssuer(@Nullable String issuer) {
    return oidc.issuer().equals(issuer)
        // Google signs with and without the scheme.
        || (oidc.issuer().equals(GOOGLE) && "accounts.google.com".equals(issuer));
  }

  // The library looks at exp and nbf, when there are any.
  private boolean isTimely(Claims claims) {
    Instant latest = clock.instant().plus(SKEW);
    return claims.getExpiration() != null
        && claims.getIssuedAt() != null
        && !claims.getIssuedAt().toInstant().isAfter(latest);
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
