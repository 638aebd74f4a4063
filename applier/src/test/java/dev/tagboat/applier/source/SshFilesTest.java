package dev.tagboat.applier.source;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the files of an SSH login. */
final class SshFilesTest {
  @TempDir Path folder;
  private Path key = Path.of("key");
  private Path hosts = Path.of("hosts");

  @BeforeEach
  void files() throws IOException, GeneralSecurityException {
    key = key("key", null);
    hosts = Files.writeString(folder.resolve("hosts"), "git.acme.io ssh-ed25519 AAAA\n");
  }

  private Path key(String name, @Nullable String passphrase)
      throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    KeyPair pair = generator.generateKeyPair();
    Path file = folder.resolve(name);
    OpenSSHKeyEncryptionContext context = null;
    if (passphrase != null) {
      context = new OpenSSHKeyEncryptionContext();
      context.setPassword(passphrase);
      context.setCipherType("256");
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "a key", context, out);
    }
    return file;
  }

  private void refused(Path privateKey, Path knownHosts, String sentence) {
    assertThatThrownBy(() -> SshFiles.check(privateKey, knownHosts))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void aKeyAndHostsAreTaken() {
    assertThatCode(() -> SshFiles.check(key, hosts)).doesNotThrowAnyException();
  }

  @Test
  void aKeyThatCannotBeUsedIsNamed() throws IOException, GeneralSecurityException {
    refused(key("locked", "a passphrase"), hosts, "locked has a passphrase");
    refused(Files.writeString(folder.resolve("text"), "x\n"), hosts, "text holds no private key");
    refused(Files.writeString(folder.resolve("empty"), ""), hosts, "empty holds no private key");
    refused(folder.resolve("gone"), hosts, "gone of a deploy key: NoSuchFileException");
  }

  @Test
  void withoutAKnownHostNobodyIsAsked() throws IOException {
    refused(key, folder.resolve("gone"), "gone of known hosts: NoSuchFileException");
    refused(key, Files.writeString(folder.resolve("none"), "# none\n\n"), "none are empty");
  }
}
