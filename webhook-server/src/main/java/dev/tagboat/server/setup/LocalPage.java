package dev.tagboat.server.setup;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two pages for browsers of this machine: one that leads to GitHub, one that GitHub leads to. */
final class LocalPage implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService thread;

  private LocalPage(HttpServer server, ExecutorService thread) {
    this.server = server;
    this.thread = thread;
  }

  /** What a browser is shown. */
  record Reply(int status, String html) {}

  /**
   * @param port 0 takes any free one
   * @throws UserFault when something else listens there
   */
  static LocalPage open(int port) {
    try {
      InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
      ExecutorService thread =
          Executors.newSingleThreadExecutor(
              task -> {
                Thread daemon = new Thread(task, "setup-page");
                daemon.setDaemon(true);
                return daemon;
              });
      server.setExecutor(thread);
      return new LocalPage(server, thread);
    } catch (IOException e) {
      throw new UserFault(
          "Nothing can listen on 127.0.0.1:" + port + ". Take another --port, or 0 for a free one.",
          e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Where GitHub leads the browser. */
  URI back() {
    return address().resolve("/created");
  }

  /**
   * @param created what to answer to the query that GitHub made
   */
  void serve(Supplier<String> form, Function<@Nullable String, Reply> created) {
    server.createContext(
        "/",
        exchange ->
            answer(
                exchange,
                switch (exchange.getRequestURI().getPath()) {
                  case "/" -> () -> new Reply(200, form.get());
                  case "/created" -> () -> created.apply(exchange.getRequestURI().getRawQuery());
                  default -> () -> new Reply(404, SetupHtml.said("There is no such page."));
                }));
    server.start();
  }

  private void answer(HttpExchange exchange, Supplier<Reply> page) throws IOException {
    try (exchange) {
      // Another name that leads to this machine is a web page's, which must not read ours.
      String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host")).orElse("");
      boolean own = host.equals(address().getAuthority()) && isGet(exchange);
      Reply reply = own ? page.get() : new Reply(400, SetupHtml.said("This is for browsers here."));
      byte[] bytes = reply.html().getBytes(StandardCharsets.UTF_8);
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "text/html; charset=utf-8");
      headers.set("Cache-Control", "no-store");
      headers.set("Referrer-Policy", "no-referrer");
      headers.set(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isGet(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET");
  }

  /** Lets what is being answered be answered. */
  @Override
  public void close() {
    server.stop(1);
    thread.shutdownNow();
  }
}
