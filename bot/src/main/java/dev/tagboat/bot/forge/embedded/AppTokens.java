package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.embedded.Permission.Access;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The JWTs of the App and the tokens of its installation. */
final class AppTokens {
  private static final Duration LIFE = Duration.ofHours(1);
  // What GitHub grants a JWT at most; the minute is for clocks that differ.
  private static final Duration JWT_LIFE = Duration.ofMinutes(10);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Issued> all = new ConcurrentHashMap<>();

  AppTokens(Clock clock) {
    this.clock = clock;
  }

  record Issued(String token, Instant expires, Map<Permission, Access> permissions) {}

  Issued issue(Map<Permission, Access> permissions) {
    byte[] bytes = new byte[20];
    random.nextBytes(bytes);
    Issued issued =
        new Issued(
            "ghs_" + HexFormat.of().formatHex(bytes), clock.instant().plus(LIFE), permissions);
    all.put(issued.token(), issued);
    return issued;
  }

  /** A token that has not ended. */
  Optional<Issued> find(String token) {
    return Optional.ofNullable(all.get(token))
        .filter(issued -> clock.instant().isBefore(issued.expires()));
  }

  /**
   * Checks a JWT.
   *
   * @return why it is refused; empty when it is good
   */
  Optional<String> refusal(ForgeApp app, String jwt) {
    String[] parts = jwt.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.of("A JSON web token could not be decoded");
    }
    try {
      JsonNode header = decode(parts[0]);
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(app.key());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      boolean genuine = signature.verify(Base64.getUrlDecoder().decode(parts[2]));
      if (!genuine || !header.path("alg").asText().equals("RS256")) {
        return Optional.of("A JSON web token could not be decoded");
      }
      return claims(app, decode(parts[1]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of("A JSON web token could not be decoded");
    }
  }

  private static JsonNode decode(String part) {
    return Json.parse(Base64.getUrlDecoder().decode(part));
  }

  private Optional<String> claims(ForgeApp app, JsonNode claims) {
    Instant now = clock.instant();
    Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
    Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
    if (!claims.path("iss").asText().equals(Long.toString(app.id()))) {
      return Optional.of("Integration not found");
    }
    if (!expires.isAfter(now) || expires.isAfter(now.plus(JWT_LIFE).plus(CLOCK_SKEW))) {
      return Optional.of(
          "'Expiration time' claim ('exp') must be a numeric value representing the future time"
              + " at which the assertion expires, and not more than 10 minutes ahead");
    }
    return issued.isAfter(now.plus(CLOCK_SKEW))
        ? Optional.of("'Issued at' claim ('iat') must be in the past")
        : Optional.empty();
  }
}
