package dev.tagboat.server.auth;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks that a certificate is Amazon's for SNS, and its chain (RFC 5280, section 6). */
final class CertificateChain {
  private static final int MOST = 8;
  private static final Pattern NAME =
      Pattern.compile("sns\\.(?:[a-z0-9-]{3,32}\\.)?amazonaws\\.com(?:\\.cn)?");

  // Authority information access, with "CA issuers" as a URI (RFC 5280, section 4.2.2.1): only the
  // addresses of Amazon's own authorities are followed.
  private static final String ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final Pattern ISSUER =
      Pattern.compile(
          "http://crt\\.(?:[a-z0-9]{1,32}\\.)?amazontrust\\.com/[A-Za-z0-9_-]{1,64}\\.(?:cer|crt)");

  private final Set<TrustAnchor> anchors;

  CertificateChain(Set<TrustAnchor> anchors) {
    this.anchors = anchors;
  }

  /** At least one, the subject's own first. */
  static List<X509Certificate> parse(byte[] bytes) throws CertificateException {
    List<X509Certificate> found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))
            .stream()
            .filter(X509Certificate.class::isInstance)
            .map(X509Certificate.class::cast)
            .limit(MOST)
            .toList();
    if (found.isEmpty()) {
      throw new CertificateException("there is no certificate in the file");
    }
    return found;
  }

  static boolean isExpired(X509Certificate certificate, Instant now) {
    return certificate.getNotAfter().toInstant().isBefore(now);
  }

  boolean reachesAnchor(List<X509Certificate> found) {
    return found.stream()
        .anyMatch(
            certificate ->
                anchors.stream()
                    .map(TrustAnchor::getTrustedCert)
                    .anyMatch(
                        anchor ->
                            anchor != null
                                && anchor
                                    .getSubjectX500Principal()
                                    .equals(certificate.getIssuerX500Principal())));
  }

  /**
   * @param found the subject's own certificate, then others in any order
   */
  void check(List<X509Certificate> found, Instant now) throws CertificateException {
    X509Certificate subject = found.get(0);
    if (names(subject).noneMatch(name -> NAME.matcher(name).matches())) {
      throw new CertificateException("it is not made out to sns.amazonaws.com");
    }
    try {
      X509CertSelector selector = new X509CertSelector();
      selector.setCertificate(subject);
      PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, selector);
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(found)));
      // Would ask hosts that the certificate names.
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (GeneralSecurityException e) {
      throw new CertificateException("its chain does not end at a trusted authority", e);
    }
  }

  private static Stream<String> names(X509Certificate certificate) throws CertificateException {
    var alternatives = certificate.getSubjectAlternativeNames();
    if (alternatives == null) {
      Matcher common =
          Pattern.compile("(?:^|,)CN=([^,+]+)")
              .matcher(certificate.getSubjectX500Principal().getName());
      return common.find() ? Stream.of(common.group(1)) : Stream.empty();
    }
    return alternatives.stream()
        .filter(name -> Integer.valueOf(2).equals(name.get(0)))
        .map(name -> String.valueOf(name.get(1)));
  }

  /** Where the certificate of its issuer is; null when it does not say, or says another place. */
  static @Nullable URI issuerUrl(Certificate certificate) {
    byte[] access =
        certificate instanceof X509Certificate x509 ? x509.getExtensionValue(ACCESS) : null;
    if (access == null) {
      return null;
    }
    // A URI stands there as plain ASCII.
    Matcher url = ISSUER.matcher(new String(access, StandardCharsets.ISO_8859_1));
    return url.find() ? URI.create(url.group()) : null;
  }
}
