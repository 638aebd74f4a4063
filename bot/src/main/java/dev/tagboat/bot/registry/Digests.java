package dev.tagboat.bot.registry;

import dev.tagboat.bot.image.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import okio.ByteString;

/** Computes digests of bytes in hand. */
final class Digests {
  private Digests() {}

  static Digest sha256(ByteString bytes) {
    return hash("sha256", "SHA-256", bytes);
  }

  static boolean matches(Digest expected, ByteString bytes) {
    Digest actual =
        expected.value().startsWith("sha512:") ? hash("sha512", "SHA-512", bytes) : sha256(bytes);
    return actual.equals(expected);
  }

  private static Digest hash(String name, String algorithm, ByteString bytes) {
    try {
      byte[] hash = MessageDigest.getInstance(algorithm).digest(bytes.toByteArray());
      return new Digest(name + ":" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
