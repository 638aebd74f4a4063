package dev.tagboat.bot.signature;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads public keys in PEM, as {@code cosign generate-key-pair} and OpenSSL write them. */
final class PublicKeys {
  private static final int MOST = 10;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

  private PublicKeys() {}

  /**
   * @return at least one
   * @throws IllegalArgumentException with what is wrong, to follow a name
   */
  static List<TrustedKey> parse(byte[] pem) {
    Matcher blocks = BLOCK.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    List<TrustedKey> keys = new ArrayList<>();
    while (blocks.find()) {
      if (!blocks.group(1).equals("PUBLIC KEY")) {
        throw new IllegalArgumentException(
            "holds a " + blocks.group(1) + ", not a PUBLIC KEY. " + advice(blocks.group(1)));
      }
      if (keys.size() == MOST) {
        throw new IllegalArgumentException("holds more than " + MOST + " keys");
      }
      keys.add(key(blocks.group(2)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("holds no public key in PEM (BEGIN PUBLIC KEY)");
    }
    return keys;
  }

  private static String advice(String what) {
    return what.contains("PRIVATE")
        ? "A private key must not be in a repo: take it out, and make a new pair"
        : "Write it as openssl does with -pubout";
  }

  private static TrustedKey key(String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
        Optional<PublicKey> key = key(algorithm, der);
        if (key.isPresent()) {
          return TrustedKey.of(key.get());
        }
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("holds what is no key for this: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException(
        "holds a key that is damaged, or neither ECDSA, RSA nor Ed25519");
  }

  private static Optional<PublicKey> key(String algorithm, byte[] der) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK from 15 on has " + algorithm, e);
    }
  }
}
