package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.security.Jwk;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of a JWK set (RFC 7517) that tokens may be signed with: RSA of 2048 bits or more,
 * and P-256.
 *
 * @param maxAge how long they are taken without asking again
 */
record JwkKeys(List<Entry> entries, Duration maxAge) {
  static final JwkKeys NONE = new JwkKeys(List.of(), Duration.ZERO);
  private static final Duration LEAST = Duration.ofMinutes(5);
  private static final Duration MOST = Duration.ofHours(24);
  private static final Duration USUAL = Duration.ofHours(1);
  private static final int MAX_KEYS = 100;

  record Entry(@Nullable String id, String algorithm, PublicKey key) {}

  JwkKeys {
    entries = List.copyOf(entries);
  }

  /**
   * @param json what the issuer answered
   * @param age how long it may be kept, as the issuer says; taken from 5 minutes to a day
   * @throws TransientFault when there is no key among it
   */
  static JwkKeys parse(String json, @Nullable Duration age) {
    List<Entry> entries = new ArrayList<>();
    try {
      JwkSet set = Jwks.setParser().build().parse(json);
      set.getKeys().stream().limit(MAX_KEYS).forEach(jwk -> add(jwk, entries));
    } catch (JwtException | IllegalArgumentException e) {
      throw new TransientFault("what it answered is no set of keys", e);
    }
    if (entries.isEmpty()) {
      throw new TransientFault("there is no key for RS256 or ES256 among its keys");
    }
    return new JwkKeys(entries, bounded(age == null ? USUAL : age));
  }

  private static Duration bounded(Duration age) {
    return age.compareTo(LEAST) < 0 ? LEAST : age.compareTo(MOST) > 0 ? MOST : age;
  }

  private static void add(Jwk<?> jwk, List<Entry> entries) {
    if (!(jwk instanceof PublicJwk<?> shared) || "enc".equals(jwk.get("use"))) {
      return;
    }
    PublicKey key = shared.toKey();
    String algorithm = null;
    if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
      algorithm = "RS256";
    } else if (key instanceof ECPublicKey ec
        && ec.getParams().getCurve().getField().getFieldSize() == 256) {
      algorithm = "ES256";
    }
    if (algorithm != null) {
      entries.add(new Entry(jwk.getId(), algorithm, key));
    }
  }

  @Nullable PublicKey find(@Nullable String id, String algorithm) {
    List<PublicKey> fitting =
        entries.stream()
            .filter(entry -> entry.algorithm().equals(algorithm))
            .filter(entry -> id == null || Objects.equals(entry.id(), id))
            .map(Entry::key)
            .toList();
    // Without an id there must be no choice.
    return fitting.isEmpty() || (id == null && fitting.size() > 1) ? null : fitting.get(0);
  }
}
