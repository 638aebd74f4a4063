package dev.tagboat.bot.registry.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Collects the notifications of a registry; may refuse the first ones. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
  private final AtomicInteger refusals;
  private final ObjectMapper mapper = new ObjectMapper();

  /** One request. */
  record Delivery(String authorization, String contentType, JsonNode event) {}

  Receiver(int refusals) throws IOException {
    this.refusals = new AtomicInteger(refusals);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode envelope = mapper.readTree(exchange.getRequestBody());
      boolean refuse = refusals.getAndDecrement() > 0;
      if (!refuse) {
        deliveries.add(
            new Delivery(
                header(exchange, "Authorization"),
                header(exchange, "Content-Type"),
                envelope.path("events").path(0)));
      }
      exchange.sendResponseHeaders(refuse ? 503 : 202, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/main");
  }

  /** All deliveries up to and including the first that carries a tag. */
  List<Delivery> untilTag() throws InterruptedException {
    List<Delivery> all = new ArrayList<>();
    while (true) {
      Delivery next = deliveries.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no notification with a tag came; only " + all);
      }
      all.add(next);
      if (next.event().path("target").has("tag")) {
        return all;
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
