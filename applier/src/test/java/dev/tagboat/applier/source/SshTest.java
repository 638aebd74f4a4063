package dev.tagboat.applier.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.config.SignersConfig;
import dev.tagboat.applier.config.SourceConfig;
import dev.tagboat.applier.run.ConfigRepo;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetches with a deploy key from a real SSH server, which never listens on port 22 here. */
final class SshTest {
  @TempDir private Path folder;

  private ConfigRepo repo;
  private KeyPair host;
  private KeyPair client;
  private GitOverSsh server;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    repo = ConfigRepo.in(folder.resolve("repo.git"));
    repo.put("prod/a.yaml", "a").commit();
    host = key();
    client = key();
    server = GitOverSsh.start(repo.directory(), host, client);
  }

  @AfterEach
  void stop() {
    server.close();
    repo.close();
  }

  private static KeyPair key() throws GeneralSecurityException {
    return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
  }

  private Path keyFile(KeyPair key) throws IOException {
    Path file = folder.resolve("key");
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "deploy", null, out);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return file;
  }

  private String place() {
    return "[127.0.0.1]:" + server.port();
  }

  private static String line(String hosts, KeyPair key) {
    return hosts + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
  }

  private Fetched fetch(KeyPair key, String knownHosts) throws IOException {
    SourceConfig config =
        new SourceConfig(
            "ssh://git@127.0.0.1:" + server.port() + "/config.git",
            "main",
            "prod",
            "tagboat",
            Optional.empty(),
            Optional.of(keyFile(key)),
            Optional.of(Files.writeString(folder.resolve("known_hosts"), knownHosts)),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            SourceConfig.MAX_FILE,
            SignersConfig.ANYBODY);
    try (GitSource source =
        GitSource.open(config, Limits.DEFAULT, Optional.of(folder.resolve("data")))) {
      return source.fetch(Source.Known.NOTHING);
    }
  }

  private void refused(Fetched fetched, String... sentence) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Failed.class,
            failed -> {
              assertThat(failed.fault().kind()).isEqualTo(SourceFault.Kind.REFUSED);
              assertThat(failed.fault().sentence())
                  .startsWith("fetching main from ssh://git@127.0.0.1:" + server.port())
                  .contains(sentence);
            });
  }

  private static void given(Fetched fetched) {
    assertThat(fetched)
        .isInstanceOfSatisfying(
            Fetched.Ready.class, ready -> assertThat(ready.revision().files()).hasSize(1));
  }

  @Test
  void theDeployKeyFetchesFromTheHostThatIsKnown() throws Exception {
    given(fetch(client, line(place(), host)));
    given(fetch(client, "# ours\n" + line(place(), key()) + line("other," + place(), host)));
  }

  @Test
  void anotherHostKeyIsRefused() throws Exception {
    refused(
        fetch(client, line(place(), key())),
        "the host key of " + place() + " (" + KeyUtils.getFingerPrint(host.getPublic()) + ")",
        "is another one than " + folder.resolve("known_hosts") + " has for it");
  }

  // Without its port a line is for port 22.
  @ParameterizedTest
  @ValueSource(strings = {"git.acme.io", "127.0.0.1", "[127.0.0.1]:22", "[127.0.0.1]:1"})
  void aHostWithoutALineIsRefused(String other) throws IOException {
    refused(
        fetch(client, line(other, host)),
        "the host key of " + place(),
        folder.resolve("known_hosts") + " has no line for " + place());
  }

  @Test
  void aKeyThatIsRevokedIsRefusedWhateverTheHostIsCalled() throws IOException {
    for (String hosts : new String[] {place(), "*", "127.0.0.1", "git.acme.io"}) {
      String revoked = "@revoked " + line(hosts, host);
      for (String text :
          new String[] {revoked + line(place(), host), line(place(), host) + revoked}) {
        refused(
            fetch(client, text), "is marked @revoked in " + folder.resolve("known_hosts"), place());
      }
    }
  }

  @Test
  void anotherKeyThatIsRevokedChangesNothing() throws Exception {
    given(fetch(client, "@revoked " + line("*", key()) + line(place(), host)));
  }

  @Test
  void aKeyThatIsNoDeployKeyIsRefused() throws Exception {
    refused(
        fetch(key(), line(place(), host)),
        "the git server refused the key of source.ssh-key-file, " + folder.resolve("key"),
        "Add its public half to the repo as a deploy key");
  }
}
