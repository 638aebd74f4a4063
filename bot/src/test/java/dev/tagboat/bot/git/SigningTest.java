package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.SignatureVerifiers;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;

/** Commits that are signed by SSH. */
final class SigningTest extends GitTestBase {
  private static final Identity ANN = new Identity("Bot of Ann", "ann@acme.example");

  private KeyPair key() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    byte[] der = pair.getPrivate().getEncoded();
    String pem = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der);
    Files.writeString(
        directory.resolve("signing.pem"),
        "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    return pair;
  }

  private GitRepository opened(Path key) {
    return repositories.open(remote("acme/config").signing(new Signing(key, ANN)));
  }

  @Test
  void theServerGetsACommitThatTheKeySigned() throws IOException, GeneralSecurityException {
    KeyPair pair = key();
    try (GitRepository repository = opened(directory.resolve("signing.pem"))) {
      CommitId commit = bump(repository, head(repository, "main"));
      assertThat(repository.push("tagboat/x", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
    }
    StringWriter line = new StringWriter().append(ANN.email()).append(' ');
    PublicKeyEntry.appendPublicKeyEntry(line, pair.getPublic());
    Path allowed = Files.writeString(directory.resolve("allowed"), line + "\n");
    Config config = new Config();
    config.setString("gpg", "ssh", "allowedSignersFile", allowed.toString());

    try (FileRepository served =
            new FileRepository(directory.resolve("served/acme/config.git").toFile());
        RevWalk walk = new RevWalk(served)) {
      ObjectId head = served.resolve("refs/heads/tagboat/x");
      assertThat(SignatureVerifiers.verify(served, new GpgConfig(config), walk.parseCommit(head)))
          .satisfies(signature -> assertThat(signature.message()).isNullOrEmpty())
          .satisfies(signature -> assertThat(signature.verified()).isTrue());
    }
  }

  @Test
  void withoutAUsableKeyNothingIsCommitted() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.pem"), "no key\n");
    for (Path key : List.of(broken, directory.resolve("missing.pem"))) {
      try (GitRepository repository = opened(key)) {
        CommitId base = head(repository, "main");
        assertThatThrownBy(() -> bump(repository, base))
            .isInstanceOf(UserFault.class)
            .hasMessageContaining(key.toString())
            .hasMessageContaining("a private key for SSH or GPG");
      }
    }
  }

  @Test
  void aKeyWithAPassphraseSignsWithItOnly() throws IOException, GeneralSecurityException {
    Path key = directory.resolve("locked");
    try (OutputStream out = Files.newOutputStream(key)) {
      OpenSSHKeyEncryptionContext lock = new OpenSSHKeyEncryptionContext();
      lock.setPassword("open sesame");
      lock.setCipherType("256");
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key(), "bot", lock, out);
    }
    Signing right = new Signing(key, Secret.of("open sesame"), ANN);
    try (GitRepository repository = repositories.open(remote("acme/config").signing(right))) {
      CommitId commit = bump(repository, head(repository, "main"));
      assertThat(repository.push("tagboat/x", commit, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
    }
    assertThat(served("cat-file", "-p", "tagboat/x")).contains("BEGIN SSH SIGNATURE");

    for (Signing wrong :
        List.of(new Signing(key, ANN), new Signing(key, Secret.of("open barley"), ANN))) {
      try (GitRepository repository = repositories.open(remote("acme/config").signing(wrong))) {
        CommitId base = head(repository, "main");
        assertThatThrownBy(() -> bump(repository, base))
            .isInstanceOf(UserFault.class)
            .hasMessageContaining(key.toString())
            .hasMessageNotContaining("open barley");
      }
    }
  }
}
