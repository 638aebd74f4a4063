package dev.tagboat.bot.sigstore;

import dev.tagboat.bot.signature.Sigstore.Author;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPath;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate of Fulcio's for one signature (sigstore/fulcio, docs/certificate-specification.md,
 * docs/oid-info.md).
 */
record Leaf(X509Certificate certificate) {
  private static final String CODE_SIGNING = "1.3.6.1.5.5.7.3.3";
  private static final String ISSUER = "1.3.6.1.4.1.57264.1.8";

  /** The older one: the text itself, without a tag. */
  private static final String RAW_ISSUER = "1.3.6.1.4.1.57264.1.1";

  private static final String FOREIGN = "its certificate does not say who vouched for the identity";
  private static final int EMAIL = 1;
  private static final int URI = 6;
  private static final byte OCTETS = 0x04;
  private static final byte UTF8 = 0x0C;

  static Leaf parse(String pem) throws Unproven {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return new Leaf(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
    } catch (CertificateException e) {
      throw new Unproven("its certificate cannot be read");
    }
  }

  CertPath path() throws CertificateException {
    return CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
  }

  /** Such a certificate lives for ten minutes; its key may be anybody's after that. */
  void mustHaveBeenValid(Instant at) throws Unproven {
    Instant from = instant(certificate.getNotBefore());
    Instant to = instant(certificate.getNotAfter());
    Unproven.unless(
        !at.isBefore(from) && !at.isAfter(to),
        "it was made at " + at + ", when its certificate was not valid");
  }

  // The only way to a certificate's times.
  @SuppressWarnings("JavaUtilDate")
  private static Instant instant(Date date) {
    return date.toInstant();
  }

  /** Who it names; only worth something when the certificate was verified. */
  Author.Proven author() throws Unproven, CertificateException {
    List<String> uses = certificate.getExtendedKeyUsage();
    Unproven.unless(
        uses != null && uses.contains(CODE_SIGNING), "its certificate is not made for signatures");
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    Unproven.unless(
        names != null && names.size() == 1, "its certificate does not name exactly one identity");
    List<?> name = names.iterator().next();
    Unproven.unless(
        name.get(1) instanceof String && List.of(EMAIL, URI).contains(name.get(0)),
        "its certificate names neither an e-mail address nor a URI");
    return new Author.Proven((String) name.get(1), issuer());
  }

  private String issuer() throws Unproven {
    byte[] wrapped = certificate.getExtensionValue(ISSUER);
    byte[] text =
        wrapped == null
            ? inside(OCTETS, certificate.getExtensionValue(RAW_ISSUER))
            : inside(UTF8, inside(OCTETS, wrapped));
    return new String(text, StandardCharsets.UTF_8);
  }

  // DER of one value: a tag, a length of one to three bytes, and nothing behind the value.
  private static byte[] inside(byte tag, byte @Nullable [] der) throws Unproven {
    if (der == null || der.length < 2 || der[0] != tag) {
      throw new Unproven(FOREIGN);
    }
    int first = der[1] & 0xFF;
    int more = first < 0x80 ? 0 : first & 0x7F;
    Unproven.unless(more <= 2 && der.length >= 2 + more, FOREIGN);
    int length = more == 0 ? first : 0;
    for (int i = 0; i < more; i++) {
      length = (length << 8) | (der[2 + i] & 0xFF);
    }
    Unproven.unless(der.length == 2 + more + length, FOREIGN);
    return Arrays.copyOfRange(der, 2 + more, der.length);
  }
}
