package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secrets of one sender; all are compared each time, in constant time. */
final class Secrets {
  private static final String ALGORITHM = "HmacSHA256";

  private final List<byte[]> values;
  // Comparing MACs under a key nobody knows hides the length of the secret, too.
  private final byte[] blind = new byte[32];

  Secrets(List<Secret> secrets) {
    this.values = secrets.stream().map(s -> s.reveal().getBytes(StandardCharsets.UTF_8)).toList();
    new SecureRandom().nextBytes(blind);
  }

  boolean contain(@Nullable String candidate) {
    if (candidate == null) {
      return false;
    }
    byte[] given = mac(blind, candidate.getBytes(StandardCharsets.UTF_8));
    boolean found = false;
    for (byte[] value : values) {
      found |= MessageDigest.isEqual(given, mac(blind, value));
    }
    return found;
  }

  /** Whether {@code signature} is the HMAC-SHA256 of the parts, joined, under any secret. */
  boolean signed(byte[] signature, byte[]... parts) {
    boolean found = false;
    for (byte[] value : values) {
      found |= MessageDigest.isEqual(signature, mac(value, parts));
    }
    return found;
  }

  private static byte[] mac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
