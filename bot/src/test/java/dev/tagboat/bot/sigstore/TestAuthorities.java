package dev.tagboat.bot.sigstore;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority, a log of certificates and a transparency log with keys of their own, as
 * Fulcio, its log and Rekor work (RFC 6962; sigstore/rekor). Everything happens at one time.
 */
final class TestAuthorities {
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  static final String ISSUER = "https://token.actions.githubusercontent.com";
  static final String WORKFLOW =
      "https://github.com/acme/web/.github/workflows/release.yml@refs/tags/v1.4.2";

  private static final String HOST = "rekor.acme.test";
  private static final X500Name CA = new X500Name("O=acme,CN=authority");

  private final KeyPair ca = pair();
  private final KeyPair certificateLog = pair();
  private final KeyPair log = pair();
  private final X509Certificate root = root();

  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] id(KeyPair pair) {
    return sha256(pair.getPublic().getEncoded());
  }

  @SuppressWarnings("JavaUtilDate") // What the builder takes.
  private static Date date(Instant at) {
    return Date.from(at);
  }

  private X509Certificate root() {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              CA,
              BigInteger.ONE,
              date(NOW.minus(Duration.ofDays(365))),
              date(NOW.plus(Duration.ofDays(365))),
              CA,
              ca.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return certificate(builder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(ca.getPrivate());
  }

  private X509Certificate certificate(X509v3CertificateBuilder builder) throws Exception {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
  }

  /** What a certificate is to say. */
  record Wish(String identity, String issuer, boolean logged, KeyPurposeId purpose) {
    static Wish of(String identity, String issuer) {
      return new Wish(identity, issuer, true, KeyPurposeId.id_kp_codeSigning);
    }
  }

  /** A certificate for ten minutes from now on. */
  X509Certificate certify(PublicKey key, Wish wish) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              CA,
              BigInteger.valueOf(System.nanoTime()),
              date(NOW),
              date(NOW.plus(Duration.ofMinutes(10))),
              new X500Name(""),
              key);
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(wish.purpose()));
      int kind =
          wish.identity().contains("://")
              ? GeneralName.uniformResourceIdentifier
              : GeneralName.rfc822Name;
      builder.addExtension(
          Extension.subjectAlternativeName,
          true,
          new GeneralNames(new GeneralName(kind, wish.identity())));
      builder.addExtension(
          new ASN1ObjectIdentifier("1.3.6.1.4.1.57264.1.8"),
          false,
          new DERUTF8String(wish.issuer()));
      if (wish.logged()) {
        byte[] plain =
            builder.build(signer()).toASN1Structure().getTBSCertificate().getEncoded("DER");
        builder.addExtension(
            new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2"),
            false,
            new DEROctetString(timestamps(plain)));
      }
      return certificate(builder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  // RFC 6962, 3.2 and 3.3: one timestamp of a precertificate, in a list.
  private byte[] timestamps(byte[] certificate) {
    byte[] time = ByteBuffer.allocate(8).putLong(NOW.toEpochMilli()).array();
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(new byte[] {0, 0});
    signed.writeBytes(time);
    signed.writeBytes(new byte[] {0, 1});
    signed.writeBytes(sha256(ca.getPublic().getEncoded()));
    signed.write(certificate.length >> 16);
    signed.writeBytes(two(certificate.length));
    signed.writeBytes(certificate);
    signed.writeBytes(two(0));
    byte[] signature = sign(certificateLog.getPrivate(), signed.toByteArray());
    ByteArrayOutputStream one = new ByteArrayOutputStream();
    one.write(0);
    one.writeBytes(id(certificateLog));
    one.writeBytes(time);
    one.writeBytes(two(0));
    one.writeBytes(new byte[] {4, 3});
    one.writeBytes(two(signature.length));
    one.writeBytes(signature);
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    list.writeBytes(two(one.size() + 2));
    list.writeBytes(two(one.size()));
    list.writeBytes(one.toByteArray());
    return list.toByteArray();
  }

  private static byte[] two(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  /** What the log signs when it promises to take an entry in (RFC 8785 of four members). */
  byte[] promise(String body, Instant at, long index) {
    String entry =
        "{\"body\":\"%s\",\"integratedTime\":%d,\"logID\":\"%s\",\"logIndex\":%d}"
            .formatted(body, at.getEpochSecond(), logId(), index);
    return sign(log.getPrivate(), entry.getBytes(StandardCharsets.UTF_8));
  }

  String logId() {
    return HexFormat.of().formatHex(id(log));
  }

  /** An entry as bundles have it: the only one of its log. */
  String entry(String kind, byte[] body, Instant at) {
    ByteArrayOutputStream leaf = new ByteArrayOutputStream();
    leaf.write(0);
    leaf.writeBytes(body);
    byte[] hash = sha256(leaf.toByteArray());
    String head = HOST + " - 1\n1\n" + base64(hash) + "\n";
    byte[] signature = sign(log.getPrivate(), head.getBytes(StandardCharsets.UTF_8));
    byte[] hinted =
        ByteBuffer.allocate(4 + signature.length).put(id(log), 0, 4).put(signature).array();
    String checkpoint = (head + "\n— " + HOST + " " + base64(hinted) + "\n").replace("\n", "\\n");
    return """
        {"logIndex":"7","logId":{"keyId":"%s"},"kindVersion":{"kind":"%s","version":"0.0.1"},\
        "integratedTime":"%d","inclusionPromise":{"signedEntryTimestamp":"%s"},\
        "inclusionProof":{"logIndex":"0","rootHash":"%s","treeSize":"1","hashes":[],\
        "checkpoint":{"envelope":"%s"}},"canonicalizedBody":"%s"}"""
        .formatted(
            base64(id(log)),
            kind,
            at.getEpochSecond(),
            base64(promise(base64(body), at, 7)),
            base64(hash),
            checkpoint,
            base64(body));
  }

  /** Who they are, in the form that cosign and sigstore-java read. */
  String trustedRoot() {
    return trustedRoot(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
  }

  /**
   * @param from since when the transparency log is in use
   * @param to until when
   */
  String trustedRoot(Instant from, Instant to) {
    try {
      return """
          {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
           "tlogs":[%s],
           "certificateAuthorities":[{"subject":{"organization":"acme","commonName":"authority"},
             "uri":"https://fulcio.acme.test",
             "certChain":{"certificates":[{"rawBytes":"%s"}]},
             "validFor":{"start":"2026-01-01T00:00:00Z"}}],
           "ctlogs":[%s]}
          """
          .formatted(
              log("https://" + HOST, log, "{\"start\":\"%s\",\"end\":\"%s\"}".formatted(from, to)),
              base64(root.getEncoded()),
              log("https://ct.acme.test", certificateLog, "{\"start\":\"2026-01-01T00:00:00Z\"}"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String log(String url, KeyPair pair, String valid) {
    return """
        {"baseUrl":"%s","hashAlgorithm":"SHA2_256",\
        "publicKey":{"rawBytes":"%s","keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":%s},\
        "logId":{"keyId":"%s"}}"""
        .formatted(url, base64(pair.getPublic().getEncoded()), valid, base64(id(pair)));
  }
}
