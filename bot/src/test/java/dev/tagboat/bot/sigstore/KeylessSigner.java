package dev.tagboat.bot.sigstore;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.signature.Proofs;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/** Signs as cosign does without a key: with one of the moment, and a certificate for it. */
final class KeylessSigner {
  private static final String TYPE = "application/vnd.in-toto+json";
  static final String SIGNS = "https://sigstore.dev/cosign/sign/v1";

  private final TestAuthorities authorities;
  private final Instant at;
  private final KeyPair pair = TestAuthorities.pair();
  private final X509Certificate certificate;

  /**
   * @param at when the log takes the signature in
   */
  KeylessSigner(TestAuthorities authorities, TestAuthorities.Wish wish, Instant at) {
    this.authorities = authorities;
    this.at = at;
    this.certificate = authorities.certify(pair.getPublic(), wish);
  }

  String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (java.security.cert.CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] message) {
    return TestAuthorities.sign(pair.getPrivate(), message);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String hashedRecord(byte[] digest, byte[] signature) {
    return """
        {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{"algorithm":"sha256",\
        "value":"%s"}},"signature":{"content":"%s","publicKey":{"content":"%s"}}}}"""
        .formatted(
            HexFormat.of().formatHex(digest),
            TestAuthorities.base64(signature),
            TestAuthorities.base64(bytes(pem())));
  }

  /** What stands beside a payload in the older layout. */
  Proofs older(String payload) {
    byte[] signature = sign(bytes(payload));
    String body =
        TestAuthorities.base64(
            bytes(hashedRecord(TestAuthorities.sha256(bytes(payload)), signature)));
    String entry =
        """
        {"SignedEntryTimestamp":"%s","Payload":{"body":"%s","integratedTime":%d,"logIndex":7,\
        "logID":"%s"}}"""
            .formatted(
                TestAuthorities.base64(authorities.promise(body, at, 7)),
                body,
                at.getEpochSecond(),
                authorities.logId());
    return new Proofs(TestAuthorities.base64(signature), pem(), entry);
  }

  /** A bundle around a statement about an image, as cosign 3 writes it. */
  String statement(Digest image, String predicateType) {
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"","digest":\
        {"sha256":"%s"}}],"predicateType":"%s","predicate":{}}"""
            .formatted(image.value().substring("sha256:".length()), predicateType);
    byte[] payload = bytes(statement);
    byte[] signature = sign(bytes("DSSEv1 28 " + TYPE + " " + payload.length + " " + statement));
    String body =
        """
        {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256",\
        "value":"%s"},"payloadHash":{"algorithm":"sha256","value":"%s"},"signatures":[\
        {"signature":"%s","verifier":"%s"}]}}"""
            .formatted(
                "0".repeat(64),
                HexFormat.of().formatHex(TestAuthorities.sha256(payload)),
                TestAuthorities.base64(signature),
                TestAuthorities.base64(bytes(pem())));
    return bundle(
        authorities.entry("dsse", bytes(body), at),
        """
        "dsseEnvelope":{"payload":"%s","payloadType":"%s","signatures":[{"sig":"%s"}]}"""
            .formatted(TestAuthorities.base64(payload), TYPE, TestAuthorities.base64(signature)));
  }

  /** A bundle with a signature of the image's manifest itself. */
  String message(byte[] manifest) {
    byte[] digest = TestAuthorities.sha256(manifest);
    byte[] signature = sign(manifest);
    return bundle(
        authorities.entry("hashedrekord", bytes(hashedRecord(digest, signature)), at),
        """
        "messageSignature":{"messageDigest":{"algorithm":"SHA2_256","digest":"%s"},\
        "signature":"%s"}"""
            .formatted(TestAuthorities.base64(digest), TestAuthorities.base64(signature)));
  }

  private String bundle(String entry, String content) {
    try {
      return """
          {"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json",\
          "verificationMaterial":{"certificate":{"rawBytes":"%s"},"tlogEntries":[%s]},%s}"""
          .formatted(TestAuthorities.base64(certificate.getEncoded()), entry, content);
    } catch (java.security.cert.CertificateException e) {
      throw new IllegalStateException(e);
    }
  }
}
