package dev.tagboat.bot.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdDSAParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A public key whose signatures are believed.
 *
 * @param algorithms what cosign signs with such a key; one of them must fit
 */
record TrustedKey(PublicKey key, List<String> algorithms) {
  private static final int LEAST_RSA_BITS = 2048;
  private static final String ED25519 = "Ed25519";

  /** RFC 8032, "Ed25519ph": how cosign 3 signs, whose own verify does not take it. */
  private static final String PREHASHED = "Ed25519ph";

  /** RFC 8017, 9.2, note 1: what RSA signs before a SHA-256. */
  private static final byte[] SHA256_INFO =
      HexFormat.of().parseHex("3031300d060960864801650304020105000420");

  TrustedKey {
    algorithms = List.copyOf(algorithms);
  }

  /**
   * @throws IllegalArgumentException when signatures by such a key prove nothing, or cosign makes
   *     none
   */
  static TrustedKey of(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      int bits = rsa.getModulus().bitLength();
      if (bits < LEAST_RSA_BITS) {
        throw new IllegalArgumentException(
            "an RSA key of " + bits + " bits; it takes " + LEAST_RSA_BITS + " or more");
      }
      return new TrustedKey(key, List.of("SHA256withRSA"));
    }
    if (key instanceof ECPublicKey ec) {
      return new TrustedKey(key, ofCurve(ec.getParams().getCurve().getField().getFieldSize()));
    }
    return new TrustedKey(key, List.of(ED25519, PREHASHED));
  }

  // cosign hashes with SHA-256 whatever the curve; its newer versions go by the curve.
  private static List<String> ofCurve(int bits) {
    return switch (bits) {
      case 256 -> List.of("SHA256withECDSA");
      case 384 -> List.of("SHA384withECDSA", "SHA256withECDSA");
      case 521 -> List.of("SHA512withECDSA", "SHA256withECDSA");
      default -> throw new IllegalArgumentException("an EC key of " + bits + " bits");
    };
  }

  /** SHA-256 of the key's DER form, hex digits. */
  String fingerprint() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  boolean signed(byte[] message, byte[] signature) {
    return algorithms.stream().anyMatch(name -> signed(name, message, signature));
  }

  /**
   * Whether {@code signature} is of the message with this SHA-256. Ed25519 hashes by itself, so
   * that a digest alone tells nothing.
   */
  boolean signedDigest(byte[] sha256, byte[] signature) {
    if (key instanceof RSAPublicKey) {
      byte[] info = Arrays.copyOf(SHA256_INFO, SHA256_INFO.length + sha256.length);
      System.arraycopy(sha256, 0, info, SHA256_INFO.length, sha256.length);
      return signed("NONEwithRSA", info, signature);
    }
    return key instanceof ECPublicKey && signed("NONEwithECDSA", sha256, signature);
  }

  private boolean signed(String algorithm, byte[] message, byte[] signature) {
    try {
      Signature check = verifier(algorithm);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (SignatureException e) {
      // What is no signature of this kind at all says so in this way.
      return false;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the key was read as one for " + algorithm, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK from 15 on has " + algorithm, e);
    }
  }

  private static Signature verifier(String algorithm) throws GeneralSecurityException {
    if (!algorithm.equals(PREHASHED)) {
      return Signature.getInstance(algorithm);
    }
    Signature check = Signature.getInstance(ED25519);
    check.setParameter(new EdDSAParameterSpec(true));
    return check;
  }
}
