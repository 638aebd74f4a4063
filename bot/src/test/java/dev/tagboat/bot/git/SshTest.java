package dev.tagboat.bot.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote.SshKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real SSH server. */
@NeedsProgram("git")
class SshTest {
  @TempDir Path directory;
  private final SshServer server = SshServer.setUpDefaultServer();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private Path served;
  private KeyPair hostKey;
  private KeyPair clientKey;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    served = Files.createDirectories(directory.resolve("config.git"));
    TestGit.settle(served);
    TestGit.run(served, "init", "-q", "--bare");
    TestGit.run(served, "config", "receive.autogc", "false");
    String tree = TestGit.run(served, "hash-object", "-w", "-t", "tree", "/dev/null");
    String commit = TestGit.run(served, "commit-tree", "-m", "first", tree);
    TestGit.run(served, "update-ref", "refs/heads/main", commit);
    hostKey = key();
    clientKey = key();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, offered, session) -> KeyUtils.compareKeys(offered, clientKey.getPublic()));
    server.setCommandFactory((channel, line) -> new GitCommand(served, line, threads));
    server.start();
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    server.stop(true);
    // The server tidies the repository after its answer; the directory is deleted next.
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static KeyPair key() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private GitRepository open(KeyPair client, PublicKey host) throws IOException {
    Path knownHosts = directory.resolve("known_hosts");
    StringWriter line = new StringWriter();
    line.append("[127.0.0.1]:" + server.getPort() + " ");
    PublicKeyEntry.appendPublicKeyEntry(line, host);
    Files.writeString(knownHosts, line + "\n");
    Path key = directory.resolve("key.pem");
    byte[] der = client.getPrivate().getEncoded();
    String pem = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der);
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    URI url = URI.create("ssh://git@127.0.0.1:" + server.getPort() + "/config.git");
    return new JGitRepositories(directory.resolve("mirrors"), GitSettings.defaults())
        .open(new GitRemote(url, null, new SshKey(key, knownHosts)));
  }

  @Test
  void fetchesAndPushes() throws IOException {
    try (GitRepository repository = open(clientKey, hostKey.getPublic())) {
      CommitId head = Objects.requireNonNull(repository.fetch(List.of("main")).get("main"));
      Identity author = new Identity("a", "b@example.org");
      CommitId next = repository.commit(head, Map.of(), "m", author, Instant.EPOCH);
      assertThat(repository.push("b", next, null, List.of()))
          .isInstanceOf(PushOutcome.Pushed.class);
      assertThat(TestGit.run(served, "rev-parse", "b")).isEqualTo(next.value());
    }
  }

  @Test
  void anotherHostKeyIsRefused() throws Exception {
    try (GitRepository repository = open(clientKey, key().getPublic())) {
      assertThatThrownBy(() -> repository.fetch(List.of("main"))).isInstanceOf(UserFault.class);
    }
  }

  @Test
  void anotherClientKeyIsRefused() throws Exception {
    try (GitRepository repository = open(key(), hostKey.getPublic())) {
      assertThatThrownBy(() -> repository.fetch(List.of("main"))).isInstanceOf(UserFault.class);
    }
  }

  /** What {@code git-upload-pack} and {@code git-receive-pack} do on a git server. */
  private static final class GitCommand implements Command, Runnable {
    private final Path repository;
    private final String line;
    private final List<Thread> threads;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, close) -> {};

    GitCommand(Path repository, String line, List<Thread> threads) {
      this.repository = repository;
      this.line = line;
      this.threads = threads;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      Thread thread = new Thread(this);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }

    @Override
    public void run() {
      try (Repository served = new FileRepositoryBuilder().setGitDir(repository.toFile()).build()) {
        if (line.startsWith("git-receive-pack")) {
          new ReceivePack(served).receive(in, out, err);
        } else {
          new UploadPack(served).upload(in, out, err);
        }
        exit.onExit(0);
      } catch (IOException e) {
        exit.onExit(1);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
