package dev.tagboat.bot.forge.github;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;

/** Writes keys as files hold them. */
final class Pem {
  private Pem() {}

  static String pkcs8(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  /** What lies inside a PKCS#8 envelope of a key of 2048 bits: 26 bytes stand before it. */
  static String pkcs1(PrivateKey key) {
    byte[] pkcs8 = key.getEncoded();
    return block("RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, 26, pkcs8.length));
  }

  private static String block(String kind, byte[] der) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }
}
