package dev.tagboat.applier.source;

import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.config.SecretFile;
import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.net.URISyntaxException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/** One use of the remote: JGit's transport with our credentials and limits. */
final class Connection implements AutoCloseable {
  private final Transport transport;
  private @Nullable SshdSessionFactory sessions;

  private Connection(Transport transport) {
    this.transport = transport;
  }

  /**
   * @throws dev.tagboat.applier.fault.UserFault when a file of credentials cannot be read
   */
  static Connection open(Repository clone, SourceConfig config) throws IOException {
    Connection connection = new Connection(transport(clone, config.url()));
    connection.transport.setTimeout((int) config.timeout().toSeconds());
    connection.transport.setTagOpt(TagOpt.NO_TAGS);
    connection.login(config);
    return connection;
  }

  private static Transport transport(Repository clone, String url) throws IOException {
    try {
      return Transport.open(clone, new URIish(url));
    } catch (URISyntaxException e) {
      throw new NotSupportedException("not a URL that git knows", e);
    }
  }

  private void login(SourceConfig config) {
    if (transport instanceof TransportHttp http && config.passwordFile().isPresent()) {
      Secret password = SecretFile.read(config.passwordFile().get());
      http.setPreemptiveBasicAuthentication(config.username(), password.reveal());
    }
    if (transport instanceof SshTransport ssh) {
      sessions =
          SshSessions.of(config.sshKeyFile().orElseThrow(), config.knownHostsFile().orElseThrow());
      ssh.setSshSessionFactory(sessions);
    }
  }

  Transport transport() {
    return transport;
  }

  @Override
  public void close() {
    transport.close();
    if (sessions != null) {
      sessions.close();
    }
  }
}
