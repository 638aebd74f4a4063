package dev.tagboat.bot.git;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.git.GitRemote.Login;
import dev.tagboat.bot.git.GitRemote.Renewable;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
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
  private final HttpTrace trace;
  private final @Nullable Login login;
  private final @Nullable Supplier<Login> logins;
  private final @Nullable SshdSessionFactory sessions;

  private Connection(
      Transport transport,
      HttpTrace trace,
      @Nullable Login login,
      @Nullable Supplier<Login> logins,
      @Nullable SshdSessionFactory sessions) {
    this.transport = transport;
    this.trace = trace;
    this.login = login;
    this.logins = logins;
    this.sessions = sessions;
  }

  static Connection open(Repository mirror, GitRemote remote, GitSettings settings)
      throws IOException {
    Transport transport = transport(mirror, remote);
    transport.setTimeout(settings.networkSeconds());
    transport.setTagOpt(TagOpt.NO_TAGS);
    transport.setPushThin(true);
    HttpTrace trace = new HttpTrace(remote.url());
    @Nullable Login login = null;
    @Nullable SshdSessionFactory sessions = null;
    if (transport instanceof TransportHttp http) {
      login = remote.login() == null ? null : remote.login().get();
      http.setHttpConnectionFactory(trace);
      if (login != null) {
        http.setPreemptiveBasicAuthentication(login.user(), login.password().reveal());
      }
    } else if (transport instanceof SshTransport ssh) {
      sessions = SshSessions.of(remote.ssh());
      ssh.setSshSessionFactory(sessions);
    }
    return new Connection(transport, trace, login, remote.login(), sessions);
  }

  private static Transport transport(Repository mirror, GitRemote remote) throws IOException {
    try {
      return Transport.open(mirror, new URIish(remote.url().toString()));
    } catch (URISyntaxException | NotSupportedException | TransportException e) {
      throw new UserFault(
          "there is no git repository at " + remote.url() + ". Check the URL of the config repo.");
    }
  }

  Transport transport() {
    return transport;
  }

  HttpTrace trace() {
    return trace;
  }

  /** Whether new credentials may do after these were refused; drops these. */
  boolean isRenewed() {
    return login != null && logins instanceof Renewable renewable && renewable.refused(login);
  }

  /** One printable line in which the credentials, however spelt, are stars. */
  String scrub(String text) {
    String clean = text;
    if (login != null) {
      String password = login.password().reveal();
      String pair = login.user() + ":" + password;
      byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
      clean = clean.replace(Base64.getEncoder().encodeToString(bytes), "***");
      clean = clean.replace(password, "***");
    }
    return GitFaults.printable(clean);
  }

  @Override
  public void close() {
    transport.close();
    if (sessions != null) {
      sessions.close();
    }
  }
}
