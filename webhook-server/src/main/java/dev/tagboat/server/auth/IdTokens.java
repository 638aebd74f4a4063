package dev.tagboat.server.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Header;
import io.jsonwebtoken.Jws;
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
 * Reads ID tokens of one issuer: signed by it with RS256 or ES256 and nothing else, and in their
 * time, give or take a minute (RFC 7519, section 4.1; RFC 8725). Whom they are made for is not
 * looked at.
 */
final class IdTokens {
  private static final Duration SKEW = Duration.ofMinutes(1);
  private static final String GOOGLE = "https://accounts.google.com";

  private final String issuer;
  private final Clock clock;
  private final IssuerKeys keys;
  private final JwtParser parser;

  IdTokens(String issuer, IssuerKeys.KeySource source, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
    this.keys = new IssuerKeys(issuer, source, clock);
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

  /**
   * What a token says; null when it is not to be believed.
   *
   * @throws Undecided when the issuer's keys cannot be read
   */
  @Nullable Claims read(String token) {
    Jws<Claims> signed = signed(token);
    return signed == null ? null : signed.getPayload();
  }

  /** Likewise, with the name of its key. */
  @Nullable Jws<Claims> signed(String token) {
    Jws<Claims> signed;
    try {
      signed = parser.parseSignedClaims(token);
    } catch (Undecided e) {
      throw e;
    } catch (RuntimeException e) {
      // A stranger's text: whatever the library thinks of it, it proves nothing.
      return null;
    }
    Claims claims = signed.getPayload();
    return isIssuer(claims.getIssuer()) && isTimely(claims) ? signed : null;
  }

  private boolean isIssuer(@Nullable String named) {
    return issuer.equals(named)
        // Google signs with and without the scheme.
        || (issuer.equals(GOOGLE) && "accounts.google.com".equals(named));
  }

  // The library looks at exp and nbf, when there are any.
  private boolean isTimely(Claims claims) {
    Instant latest = clock.instant().plus(SKEW);
    return claims.getExpiration() != null
        && claims.getIssuedAt() != null
        && !claims.getIssuedAt().toInstant().isAfter(latest);
  }
}
