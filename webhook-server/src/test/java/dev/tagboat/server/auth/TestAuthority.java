package dev.tagboat.server.auth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A certificate authority of our own, with one below it, made by the JDK's keytool. */
public final class TestAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path file;

  private TestAuthority(Path file) {
    this.file = file;
  }

  public static TestAuthority create(Path folder) {
    TestAuthority authority = new TestAuthority(folder.resolve("authority.p12"));
    authority.make("root", "CN=Test Root", "-ext", "bc:c");
    authority.make("between", "CN=Test RSA 2048 M01", "-ext", "bc:c", "-signer", "root");
    return authority;
  }

  /** A certificate made out to {@code name}, from 1 November 2026 for a year. */
  public TestAuthority issue(String alias, String name, String... more) {
    List<String> options = new ArrayList<>(List.of("-signer", "between"));
    options.addAll(List.of("-ext", "san=dns:" + name));
    options.addAll(List.of(more));
    return make(alias, "CN=" + name, options.toArray(String[]::new));
  }

  private TestAuthority make(String alias, String subject, String... more) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                alias,
                "-dname",
                subject,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    if (!Arrays.asList(more).contains("-startdate")) {
      command.addAll(List.of("-startdate", "2026/11/01 00:00:00", "-validity", "365"));
    }
    run(command);
    return this;
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private KeyStore store() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private X509Certificate certificate(String alias) {
    try {
      return (X509Certificate) store().getCertificate(alias);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public Set<TrustAnchor> anchors() {
    return Set.of(new TrustAnchor(certificate("root"), null));
  }

  public byte[] pem(String... aliases) {
    StringBuilder pem = new StringBuilder();
    for (String alias : aliases) {
      pem.append("-----BEGIN CERTIFICATE-----\n");
      pem.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der(alias)));
      pem.append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString().getBytes(StandardCharsets.US_ASCII);
  }

  public byte[] der(String alias) {
    try {
      Certificate certificate = certificate(alias);
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param algorithm such as {@code SHA256withRSA}
   */
  public String sign(String alias, String algorithm, String text) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign((PrivateKey) store().getKey(alias, PASSWORD));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
