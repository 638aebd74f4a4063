package dev.tagboat.server.auth;

import dev.tagboat.bot.net.Documents;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.HttpDocuments;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.TrustAnchor;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Where verifiers get what they judge by.
 *
 * @param documents for keys and certificates
 * @param anchors the authorities that a chain of certificates must end at
 */
public record Sources(Documents documents, Set<TrustAnchor> anchors) {
  public Sources {
    anchors = Set.copyOf(anchors);
  }

  /** The network, and the authorities that this Java trusts. */
  public static Sources network() {
    return new Sources(new HttpDocuments(HttpClients.shared()), trusted());
  }

  private static Set<TrustAnchor> trusted() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      @Nullable KeyStore usual = null;
      factory.init(usual);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .map(X509TrustManager.class::cast)
          .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
          .map(certificate -> new TrustAnchor(certificate, null))
          .collect(Collectors.toSet());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has a trust store", e);
    }
  }
}
