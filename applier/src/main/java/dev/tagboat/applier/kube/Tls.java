package dev.tagboat.applier.kube;

import dev.tagboat.applier.fault.UserFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Makes Java's TLS of PEM files. */
final class Tls {
  // The key store lives in memory only; Java wants a password all the same.
  private static final char[] NONE = new char[0];

  private Tls() {}

  /** A client's certificate and key, PEM each. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, to be parsed
  record Client(byte[] certificate, byte[] key) {}

  /**
   * @param authority the certificates to trust, PEM
   */
  static SSLContext context(byte[] authority, Optional<Client> client) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted(certificates(authority)));
      context.init(keys(client), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new UserFault("the certificates for the API server cannot be used: " + e, e);
    }
  }

  private static Collection<? extends Certificate> certificates(byte[] pem)
      throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem));
  }

  private static KeyStore trusted(Collection<? extends Certificate> certificates)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    return store;
  }

  private static KeyManager[] keys(Optional<Client> client)
      throws GeneralSecurityException, IOException {
    if (client.isEmpty()) {
      return new KeyManager[0];
    }
    KeyStore store = empty();
    Certificate[] chain = certificates(client.get().certificate()).toArray(new Certificate[0]);
    store.setKeyEntry("client", PrivateKeys.parse(client.get().key()), NONE, chain);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NONE);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NONE);
    return store;
  }
}
