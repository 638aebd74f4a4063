package dev.tagboat.bot.signature;

import dev.tagboat.bot.image.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.EdDSAParameterSpec;
import java.util.Base64;

/** Signs images in exactly cosign's two layouts. */
public final class TestSigner {
  private static final String STATEMENT =
      """
      {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"%s"}}],\
      "predicateType":"%s","predicate":{}}""";

  private final KeyPair pair;
  private final String algorithm;

  private TestSigner(KeyPair pair, String algorithm) {
    this.pair = pair;
    this.algorithm = algorithm;
  }

  /** As {@code cosign generate-key-pair} makes one. */
  public static TestSigner ecdsa() {
    return ecdsa("secp256r1", "SHA256withECDSA");
  }

  static TestSigner ecdsa(String curve, String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return new TestSigner(generator.generateKeyPair(), algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestSigner rsa(int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new TestSigner(generator.generateKeyPair(), "SHA256withRSA");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestSigner ed25519() {
    try {
      return new TestSigner(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As cosign 3 signs with such a key. */
  static TestSigner ed25519ph() {
    return new TestSigner(ed25519().pair, "Ed25519ph");
  }

  /** The public key in PEM. */
  public String pem() {
    return pem("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  String privatePem() {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  static String pem(String what, byte[] der) {
    return "-----BEGIN "
        + what
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + what
        + "-----\n";
  }

  /** What cosign's older layout signs. */
  public static String payload(String reference, Digest digest) {
    return """
        {"critical":{"identity":{"docker-reference":"%s"},\
        "image":{"docker-manifest-digest":"%s"},\
        "type":"cosign container image signature"},"optional":null}"""
        .formatted(reference, digest);
  }

  /** The signature of a text, in Base64. */
  public String sign(String text) {
    return sign(text.getBytes(StandardCharsets.UTF_8));
  }

  private String sign(byte[] message) {
    try {
      boolean hashed = algorithm.equals("Ed25519ph");
      Signature signature = Signature.getInstance(hashed ? "Ed25519" : algorithm);
      if (hashed) {
        signature.setParameter(new EdDSAParameterSpec(true));
      }
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bundle as {@code cosign sign --new-bundle-format} writes it. */
  public String bundle(Digest digest) {
    return bundle(digest, "https://sigstore.dev/cosign/sign/v1");
  }

  String bundle(Digest digest, String predicateType) {
    return bundleOf(
        STATEMENT.formatted(digest.value().substring("sha256:".length()), predicateType));
  }

  /** A bundle with a signature of a manifest itself. */
  public String message(String manifest) {
    return """
        {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",\
        "verificationMaterial":{"publicKey":{"hint":"k"},"tlogEntries":[]},\
        "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"AAAA"},\
        "signature":"%s"}}"""
        .formatted(sign(manifest));
  }

  String bundleOf(String statement) {
    String type = "application/vnd.in-toto+json";
    byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
    // Written out: were it made as the code under test makes it, both could be wrong alike.
    String message = "DSSEv1 28 " + type + " " + payload.length + " " + statement;
    return """
        {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",\
        "verificationMaterial":{"publicKey":{"hint":"k"},"tlogEntries":[]},\
        "dsseEnvelope":{"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}}"""
        .formatted(
            Base64.getEncoder().encodeToString(payload),
            type,
            sign(message.getBytes(StandardCharsets.UTF_8)));
  }
}
