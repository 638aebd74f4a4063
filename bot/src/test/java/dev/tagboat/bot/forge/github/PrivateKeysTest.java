package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  @TempDir Path dir;

  private static PrivateKey key() throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair().getPrivate();
  }

  private Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("key.pem"), text);
  }

  @Test
  void readsBothForms() throws IOException, NoSuchAlgorithmException {
    PrivateKey key = key();

    assertThat(PrivateKeys.read(file(Pem.pkcs1(key)))).isEqualTo(key);
    assertThat(PrivateKeys.read(file(Pem.pkcs8(key)))).isEqualTo(key);
    assertThat(PrivateKeys.read(file("note\r\n" + Pem.pkcs1(key).replace("\n", "\r\n"))))
        .isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-rsa AAAA",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n====\n-----END PRIVATE KEY-----"
      })
  void whatIsNoKeyIsSaidSoWithoutQuotingIt(String text) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> PrivateKeys.read(file))
        .isInstanceOf(UserFault.class)
        .hasNoCause()
        .hasMessageContaining("key.pem")
        .message()
        .doesNotContain("AAAA");
  }

  @Test
  void aMissingFileIsSaidSo() {
    assertThatThrownBy(() -> PrivateKeys.read(dir.resolve("none")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("NoSuchFileException")
        .hasMessageContaining("Check the path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIF\n-----END ENCRYPTED PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIF\n-----END RSA PRIVATE"
            + " KEY-----\n"
      })
  void aPassphraseIsToBeTakenOff(String pem) throws IOException {
    Path file = Files.writeString(dir.resolve("locked.pem"), pem);

    assertThatThrownBy(() -> PrivateKeys.read(file))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("needs a passphrase")
        .hasMessageContaining("openssl pkey");
  }
}
