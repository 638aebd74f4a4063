package dev.tagboat.bot.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * git's own server over HTTP, {@code git http-backend}, with one repository that notes each push:
 * its refs and its push options. Like a forge with AGit it keeps no ref below {@code refs/for/}.
 */
public final class GitBackend implements AutoCloseable {
  private static final String HOOK =
      """
      #!/bin/sh
      while read -r old new ref; do
        echo "$ref" >> noted
        case "$ref" in
          refs/for/*) git update-ref refs/pull/1/head "$new"; test -e keep || git update-ref -d "$ref" ;;
        esac
      done
      i=0
      while [ "$i" -lt "${GIT_PUSH_OPTION_COUNT:-0}" ]; do
        eval "option=\\$GIT_PUSH_OPTION_$i"
        printf '%s\\n' "$option" >> noted
        i=$((i + 1))
      done
      """;

  private final Path root;
  private final Path repository;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public GitBackend(Path directory) throws IOException {
    this.root = Files.createDirectories(directory);
    this.repository = root.resolve("config.git");
    TestGit.run(directory, "init", "-q", "--bare", "config.git");
    TestGit.run(repository, "config", "http.receivepack", "true");
    TestGit.run(repository, "config", "receive.advertisePushOptions", "true");
    Path hook = repository.resolve("hooks/post-receive");
    Files.createDirectories(hook.getParent());
    Files.writeString(hook, HOOK);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwx------"));
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** The repository itself, bare. */
  public Path repository() {
    return repository;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/config.git");
  }

  /** The lines that pushes have left since this was asked last. */
  public List<String> noted() {
    Path file = repository.resolve("noted");
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      Files.deleteIfExists(file);
      return lines;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
      Map<String, String> env = builder.environment();
      env.put("GIT_CONFIG_NOSYSTEM", "1");
      env.put("GIT_CONFIG_GLOBAL", "/dev/null");
      env.put("GIT_PROJECT_ROOT", root.toString());
      env.put("GIT_HTTP_EXPORT_ALL", "1");
      env.put("REQUEST_METHOD", exchange.getRequestMethod());
      env.put("PATH_INFO", exchange.getRequestURI().getPath());
      env.put("QUERY_STRING", Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
      header(exchange, "Content-Type", env, "CONTENT_TYPE");
      header(exchange, "Content-Encoding", env, "HTTP_CONTENT_ENCODING");
      header(exchange, "Git-Protocol", env, "GIT_PROTOCOL");
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      exchange.getRequestBody().transferTo(process.getOutputStream());
      process.getOutputStream().close();
      pass(process.getInputStream().readAllBytes(), exchange);
    }
  }

  private static void header(
      HttpExchange exchange, String name, Map<String, String> env, String variable) {
    String value = exchange.getRequestHeaders().getFirst(name);
    if (value != null) {
      env.put(variable, value);
    }
  }

  // CGI: headers, a blank line, the body.
  private static void pass(byte[] output, HttpExchange exchange) throws IOException {
    String text = new String(output, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : text.substring(0, end).split("\r\n", -1)) {
      String[] parts = line.split(": ", 2);
      if (parts[0].toLowerCase(Locale.ROOT).equals("status")) {
        status = Integer.parseInt(parts[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(parts[0], parts[1]);
      }
    }
    byte[] body = Arrays.copyOfRange(output, end + 4, output.length);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
