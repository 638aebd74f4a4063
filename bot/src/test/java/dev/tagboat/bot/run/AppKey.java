package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.embedded.ForgeApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;

/** The key of a GitHub App, made once. */
final class AppKey {
  static final long ID = 42;
  static final Path FILE;
  private static final KeyPair PAIR;

  static {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      PAIR = generator.generateKeyPair();
      FILE = Files.createTempFile("app", ".pem");
      FILE.toFile().deleteOnExit();
      Files.writeString(FILE, pem(PAIR.getPrivate()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private AppKey() {}

  static ForgeApp app() {
    return new ForgeApp(ID, "tagboat", (RSAPublicKey) PAIR.getPublic());
  }

  /** PKCS#8. */
  static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
