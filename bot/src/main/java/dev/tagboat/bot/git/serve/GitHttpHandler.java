package dev.tagboat.bot.git.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tagboat.bot.git.serve.GitHost.Access;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.errors.UnpackException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ServiceMayNotContinueException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves bare repositories over git's smart HTTP protocol (gitprotocol-http, gitprotocol-v2) on a
 * context of the JDK's own server: {@code server.createContext("/git", new GitHttpHandler(host))}
 * serves {@code http://…/git/owner/repo.git}. Protocol 2 for fetches, atomic pushes, push options.
 *
 * <p>The server needs an executor with more than one thread to serve clients side by side, and the
 * system property {@code sun.net.httpserver.nodelay=true} to answer without Nagle's pause of 40 ms.
 */
public final class GitHttpHandler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(GitHttpHandler.class);
  private static final String CHALLENGE = "Basic realm=\"git\", charset=\"UTF-8\"";

  private final GitHost host;

  public GitHttpHandler(GitHost host) {
    this.host = host;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      noCache(exchange.getResponseHeaders());
      Optional<GitRequest> request = GitRequest.of(exchange);
      if (request.isEmpty()) {
        plain(exchange, 404, "not a git repository or not smart HTTP");
      } else {
        guarded(exchange, request.get());
      }
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("git request failed");
    }
  }

  private void guarded(HttpExchange exchange, GitRequest request) throws IOException {
    @Nullable String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Access access = host.access(request.path(), authorization);
    boolean enough = access == Access.WRITE || (access == Access.READ && !request.writes());
    if (enough) {
      serve(exchange, request);
    } else if (access == Access.DENIED || authorization == null) {
      exchange.getResponseHeaders().set("WWW-Authenticate", CHALLENGE);
      plain(exchange, 401, "credentials are missing or not accepted");
    } else {
      plain(exchange, 403, "these credentials may not push to this repository");
    }
  }

  private void serve(HttpExchange exchange, GitRequest request) throws IOException {
    Optional<Repository> found = host.open(request.path());
    if (found.isEmpty()) {
      plain(exchange, 404, "repository not found");
      return;
    }
    try (Repository repository = found.get()) {
      GitSession session = new GitSession(host, request, repository);
      if (request.advertises()) {
        advertise(exchange, request, session);
      } else {
        exchange.getResponseHeaders().set("Content-Type", request.resultType());
        converse(exchange, request, session);
      }
    }
  }

  private static void advertise(HttpExchange exchange, GitRequest request, GitSession session)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      session.advertise(answer);
    } catch (ServiceMayNotContinueException e) {
      plain(exchange, 403, "this repository may not be served");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", request.advertisementType());
    whole(exchange, 200, answer.toByteArray());
  }

  private static void converse(HttpExchange exchange, GitRequest request, GitSession session)
      throws IOException {
    InputStream body = body(exchange);
    if (request.writes()) {
      // The report is small, and must not reach the client before the host was told of the push.
      ByteArrayOutputStream report = new ByteArrayOutputStream();
      try {
        session.receive(body, report);
      } catch (UnpackException e) {
        // The report says so.
        LOG.atInfo().log("a push was refused: {}", e.toString());
      }
      whole(exchange, 200, report.toByteArray());
    } else {
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        session.upload(body, out);
      }
    }
  }

  private static InputStream body(HttpExchange exchange) throws IOException {
    @Nullable String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    boolean zipped = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
    InputStream raw = new RequestBody(exchange.getRequestBody());
    return zipped ? new GZIPInputStream(raw) : raw;
  }

  private static void noCache(Headers headers) {
    headers.set("Expires", "Fri, 01 Jan 1980 00:00:00 GMT");
    headers.set("Pragma", "no-cache");
    headers.set("Cache-Control", "no-cache, max-age=0, must-revalidate");
  }

  private static void plain(HttpExchange exchange, int status, String sentence) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    whole(exchange, status, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void whole(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
