package dev.tagboat.server.auth;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.net.Documents;
import dev.tagboat.bot.net.Documents.Document;
import dev.tagboat.bot.net.Documents.Reach;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that SNS signs with, kept by their address once their chain was checked. A
 * stranger who knows a topic can name addresses, so few are fetched.
 */
final class SnsCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(SnsCertificates.class);
  private static final int KEPT = 16;
  private static final int LONGEST_CHAIN = 4;

  private final Documents documents;
  private final CertificateChain chain;
  private final Clock clock;
  private final Pace pace;
  private final ReentrantLock fetching = new ReentrantLock();
  private final Map<URI, X509Certificate> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, X509Certificate> eldest) {
          return size() > KEPT;
        }
      };

  SnsCertificates(Sources sources, Clock clock) {
    this.documents = sources.documents();
    this.chain = new CertificateChain(sources.anchors());
    this.clock = clock;
    this.pace = new Pace(clock, 10, Duration.ofSeconds(10));
  }

  /**
   * The key of the certificate at {@code url}; null when there is none or it is not to be trusted.
   *
   * @param url at a host that was checked
   * @throws Undecided when it cannot be fetched just now
   */
  @Nullable PublicKey key(URI url) {
    X509Certificate certificate = known(url);
    if (certificate != null) {
      return certificate.getPublicKey();
    }
    if (!fetching.tryLock()) {
      throw new Undecided("A certificate of SNS is being fetched.", Duration.ofSeconds(1));
    }
    try {
      certificate = fetch(url);
    } catch (TransientFault e) {
      LOG.warn("A certificate of SNS cannot be fetched: {}", e.getMessage());
      throw new Undecided("A certificate of SNS cannot be fetched.", Duration.ofSeconds(10));
    } finally {
      fetching.unlock();
    }
    return certificate == null ? null : certificate.getPublicKey();
  }

  private @Nullable X509Certificate known(URI url) {
    synchronized (kept) {
      X509Certificate certificate = kept.get(url);
      return certificate == null || CertificateChain.isExpired(certificate, clock.instant())
          ? null
          : certificate;
    }
  }

  private @Nullable X509Certificate fetch(URI url) {
    if (!pace.take()) {
      throw new Undecided("Too many certificates of SNS were asked for.", Duration.ofSeconds(10));
    }
    Document document = documents.get(url, Reach.PUBLIC);
    if (document == null) {
      return null;
    }
    try {
      List<X509Certificate> found = new ArrayList<>(CertificateChain.parse(document.bytes()));
      complete(found);
      chain.check(found, clock.instant());
      synchronized (kept) {
        kept.put(url, found.get(0));
      }
      return found.get(0);
    } catch (CertificateException e) {
      LOG.warn("A certificate of SNS is not trusted: {}", e.getMessage());
      return null;
    }
  }

  /** Fetches the issuers that the file leaves out, from where the certificates say they are. */
  private void complete(List<X509Certificate> found) throws CertificateException {
    while (found.size() < LONGEST_CHAIN && !chain.reachesAnchor(found)) {
      URI issuer = CertificateChain.issuerUrl(found.get(found.size() - 1));
      Document document = issuer == null ? null : documents.get(issuer, Reach.PUBLIC_PLAIN);
      if (document == null) {
        return;
      }
      found.addAll(CertificateChain.parse(document.bytes()));
    }
  }
}
