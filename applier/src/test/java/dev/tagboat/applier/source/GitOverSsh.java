package dev.tagboat.applier.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.UploadPack;

/** One repo behind a real SSH server, for one client's key, to read. */
final class GitOverSsh implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private GitOverSsh() {}

  static GitOverSsh start(Path repository, KeyPair host, KeyPair client) throws IOException {
    GitOverSsh ssh = new GitOverSsh();
    ssh.server.setHost("127.0.0.1");
    ssh.server.setKeyPairProvider(KeyPairProvider.wrap(host));
    ssh.server.setPublickeyAuthenticator(
        (user, offered, session) -> KeyUtils.compareKeys(offered, client.getPublic()));
    ssh.server.setCommandFactory((channel, line) -> new Upload(repository, ssh.threads));
    ssh.server.start();
    return ssh;
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    try {
      server.stop(true);
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What {@code git-upload-pack} does on a git server. */
  private static final class Upload implements Command, Runnable {
    private final Path repository;
    private final List<Thread> threads;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, close) -> {};

    Upload(Path repository, List<Thread> threads) {
      this.repository = repository;
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
        new UploadPack(served).upload(in, out, err);
        exit.onExit(0);
      } catch (IOException e) {
        exit.onExit(1);
      }
    }

    @Override
    public void destroy(ChannelSession channel) {}
  }
}
