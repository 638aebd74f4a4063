package dev.tagboat.applier.kube;

import dev.tagboat.applier.fault.UserFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS by PEM files.
 *
 * @param sockets makes connections, with our certificate where we have one
 * @param trust of the cluster's certificate authority and no other
 */
public record Tls(SSLSocketFactory sockets, X509TrustManager trust) {
  // The key store lives in memory only; Java wants a password all the same.
  private static final char[] NONE = new char[0];

  /** A client's certificate and key, PEM each. */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, to be parsed
  record Client(byte[] certificate, byte[] key) {}

  /**
   * @param authority the certificates to trust, PEM
   */
  static Tls of(byte[] authority, Optional<Client> client) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted(certificates(authority)));
      X509TrustManager trusted = (X509TrustManager) trust.getTrustManagers()[0];
      context.init(keys(client), new TrustManager[] {trusted}, null);
      return new Tls(context.getSocketFactory(), trusted);
    } catch (GeneralSecurityException | IOException e) {
      throw new UserFault("the certificates for the API server cannot be used: " + e, e);
    }
  }

  /** Loads the classes of a handshake, by beginning one with nobody. */
  static void prepare() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      // Without any, Java would read the hundred authorities of the web.
      context.init(new KeyManager[0], new TrustManager[0], null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      engine.beginHandshake();
      engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (GeneralSecurityException | IOException e) {
      // Whoever opens a connection is told the same.
      return;
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
