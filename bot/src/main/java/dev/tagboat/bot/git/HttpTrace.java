package dev.tagboat.bot.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * Makes JGit's connections, to the remote's own scheme, host and port only (a redirect would take
 * the credentials along), and remembers the last answer, whose status JGit only puts into texts.
 */
final class HttpTrace implements HttpConnectionFactory {
  private static final int MAX_PAUSE = 24 * 60 * 60;

  private final URI remote;
  private int status;
  private @Nullable String contentType;
  private @Nullable String retryAfter;
  private boolean leftTheHost;

  HttpTrace(URI remote) {
    this.remote = remote;
  }

  /** Of the last answer; 0 when there was none. */
  int status() {
    return status;
  }

  /** Whether a redirect to elsewhere was refused. */
  boolean leftTheHost() {
    return leftTheHost;
  }

  /** Whether the last answer was one of a git server. */
  boolean isGit() {
    return contentType != null && contentType.startsWith("application/x-git-");
  }

  /** The pause the server asked for, a day at most; empty when it gave none or a date. */
  Optional<Duration> retryAfter() {
    return retryAfter != null && retryAfter.matches("[0-9]{1,9}")
        ? Optional.of(Duration.ofSeconds(Math.min(Integer.parseInt(retryAfter), MAX_PAUSE)))
        : Optional.empty();
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
    if (!url.getProtocol().equalsIgnoreCase(remote.getScheme())
        || !url.getHost().equalsIgnoreCase(remote.getHost())
        || url.getPort() != remote.getPort()) {
      leftTheHost = true;
      throw new IOException("redirect to another host refused");
    }
    if (status < 400) {
      status = 0;
    }
    return new Traced(url, proxy == null ? Proxy.NO_PROXY : proxy);
  }

  private final class Traced extends JDKHttpConnection {
    Traced(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public int getResponseCode() throws IOException {
      int code = super.getResponseCode();
      if (code == 401 && status >= 400) {
        // After a refusal JGit asks once more, without the credentials: the refusal is what counts.
        return code;
      }
      status = code;
      contentType = getContentType();
      retryAfter = getHeaderField("Retry-After");
      return code;
    }
  }
}
