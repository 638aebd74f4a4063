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
  private static final String BLINDING = "HmacSHA256";

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
    byte[] given = mac(BLINDING, blind, candidate.getBytes(StandardCharsets.UTF_8));
    boolean found = false;
    for (byte[] value : values) {
      found |= MessageDigest.isEqual(given, mac(BLINDING, blind, value));
    }
    return found;
  }

  /**
   * Whether {@code signature} is the MAC of the parts, joined, under any secret.
   *
   * @param algorithm such as {@code HmacSHA256}
   */
  boolean signed(String algorithm, byte[] signature, byte[]... parts) {
    return signer(algorithm, signature, parts) > 0;
  }

  /** Which secret that is, counted from 1; 0 when it is none. */
  int signer(String algorithm, byte[] signature, byte[]... parts) {
    int found = 0;
    for (int i = 0; i < values.size(); i++) {
      if (MessageDigest.isEqual(signature, mac(algorithm, values.get(i), parts))) {
        found = i + 1;
      }
    }
    return found;
  }

  int number() {
    return values.size();
  }

  private static byte[] mac(String algorithm, byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
