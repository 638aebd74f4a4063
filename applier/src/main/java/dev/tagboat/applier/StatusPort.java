package dev.tagboat.applier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.report.Progress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code /healthz}, {@code /readyz} and {@code /metrics}, where the configuration asks for them. It
 * reads nothing of a request but its path.
 */
final class StatusPort implements AutoCloseable {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "status");
            made.setDaemon(true);
            return made;
          });

  private StatusPort(HttpServer server) {
    this.server = server;
  }

  /**
   * @throws UserFault when the port is taken
   */
  static StatusPort open(InetSocketAddress address, Progress progress) {
    try {
      StatusPort port = new StatusPort(HttpServer.create(address, 0));
      port.serve("/healthz", e -> word(e, progress.isAlive()));
      port.serve("/readyz", e -> word(e, progress.isReady()));
      port.serve("/metrics", e -> answer(e, 200, progress.metrics(memory())));
      port.server.setExecutor(port.thread);
      port.server.start();
      return port;
    } catch (IOException e) {
      throw new UserFault("cannot listen on " + address + ": " + e.getMessage(), e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  private interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (exchange.getRequestURI().getPath().equals(path)) {
              handler.handle(exchange);
            } else {
              answer(exchange, 404, "not here\n");
            }
          }
        });
  }

  private static void word(HttpExchange exchange, boolean good) throws IOException {
    answer(exchange, good ? 200 : 503, good ? "ok\n" : "not yet\n");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Optional<Progress.Memory> memory() {
    try {
      List<String> lines = Files.readAllLines(STATUS);
      return bytes(lines, "VmRSS:")
          .flatMap(now -> bytes(lines, "VmHWM:").map(peak -> new Progress.Memory(now, peak)));
    } catch (IOException e) {
      // There is no such file on other systems than Linux.
      return Optional.empty();
    }
  }

  // VmRSS:   100756 kB
  private static Optional<Long> bytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
