package dev.tagboat.applier.kube.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fake, over HTTP/1.1 without TLS, and with troubles. */
public final class FakeApiServer implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PLACE =
      Pattern.compile(
          "(/api/v1|/apis/[^/]+/[^/]+)(?:/namespaces/([^/]+)(?=/))?(?:/([^/]+))?(?:/([^/]+))?");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Streams streams = new Streams();
  private final Store store = new Store(streams::event);
  private volatile Function<Asked, Optional<Trouble>> troubles = request -> Optional.empty();
  private volatile String token = "";

  private FakeApiServer(HttpServer server) {
    this.server = server;
  }

  public static FakeApiServer start() {
    FakeApiServer fake = new FakeApiServer(listening());
    fake.server.createContext("/", fake::answer);
    fake.server.setExecutor(fake.threads);
    fake.server.start();
    return fake;
  }

  private static HttpServer listening() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Asked for each request before it is done. */
  public void trouble(Function<Asked, Optional<Trouble>> next) {
    troubles = next;
  }

  /** From now on the only token that is accepted. */
  public void accept(String next) {
    token = next;
  }

  /** All requests since the last call. */
  public synchronized List<Asked> asked() {
    List<Asked> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  public Streams streams() {
    return streams;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Asked request = noted(exchange);
      Optional<Trouble> trouble = troubles.apply(request);
      if (trouble.isPresent()) {
        troubled(exchange, request, body, trouble.get());
      } else if (request.isWatch()) {
        streams.follow(exchange);
      } else {
        send(exchange, reply(exchange, request, body));
      }
    }
  }

  private synchronized Asked noted(HttpExchange exchange) {
    Map<String, String> query = new TreeMap<>();
    String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    Asked request =
        new Asked(
            asked.size() + 1,
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            query);
    asked.add(request);
    return request;
  }

  private void troubled(HttpExchange exchange, Asked request, byte[] body, Trouble trouble)
      throws IOException {
    if (trouble instanceof Trouble.Refused refused) {
      refused.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      sendBytes(exchange, refused.code(), refused.body().getBytes(UTF_8));
    } else if (trouble instanceof Trouble.Held held) {
      awaited(held);
      reply(exchange, request, body);
    } else if (!(trouble instanceof Trouble.Unheard)) {
      Reply reply = reply(exchange, request, body);
      if (trouble instanceof Trouble.HalfAnswer) {
        byte[] bytes = MAPPER.writeValueAsBytes(reply.body());
        exchange.sendResponseHeaders(reply.code(), bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      }
    }
    // Closed without the rest, the server ends the connection.
  }

  private static void awaited(Trouble.Held held) {
    try {
      held.until().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Reply(int code, JsonNode body) {}

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    sendBytes(exchange, reply.code(), MAPPER.writeValueAsBytes(reply.body()));
  }

  private static void sendBytes(HttpExchange exchange, int code, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private Reply reply(HttpExchange exchange, Asked request, byte[] body) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    try {
      if (!token.isEmpty() && !("Bearer " + token).equals(sent)) {
        throw new Refusal(401, "Unauthorized", "Unauthorized");
      }
      synchronized (this) {
        return done(exchange, request, body);
      }
    } catch (Refusal e) {
      return new Reply(e.code(), e.body());
    }
  }

  private Reply done(HttpExchange exchange, Asked request, byte[] body) throws IOException {
    Matcher place = PLACE.matcher(request.path());
    if (!place.matches()) {
      throw new Refusal(404, "", "404 page not found");
    }
    if (place.group(3) == null) {
      return new Reply(
          200,
          store
              .types()
              .discovery(place.group(1))
              .orElseThrow(() -> new Refusal(404, "", "404 page not found")));
    }
    Types.Type type =
        store
            .types()
            .find(place.group(1), place.group(3))
            .orElseThrow(() -> new Refusal(404, "", "404 page not found"));
    String namespace = Optional.ofNullable(place.group(2)).orElse("");
    if (place.group(4) == null) {
      return new Reply(200, listed(type, namespace, request));
    }
    Store.Key key = new Store.Key(type, namespace, place.group(4));
    String form =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    return single(request, form, key, body);
  }

  private Reply single(Asked request, String form, Store.Key key, byte[] body) throws IOException {
    Store.Done done =
        switch (request.method()) {
          case "GET" ->
              new Store.Done(
                  200,
                  store
                      .get(key)
                      .orElseThrow(() -> new Refusal(404, "NotFound", key.name() + " not found")));
          case "DELETE" ->
              store.delete(key, MAPPER.readTree(body).path("preconditions").path("uid").asText());
          default ->
              form.contains("json-patch")
                  ? store.patch(
                      key,
                      (ArrayNode) MAPPER.readTree(body),
                      request.query().getOrDefault("fieldManager", ""))
                  : store.apply(
                      key,
                      (ObjectNode) MAPPER.readTree(body),
                      request.query().getOrDefault("fieldManager", ""),
                      request.query().containsKey("force"),
                      request.query().containsKey("dryRun"));
        };
    return new Reply(done.code(), done.object());
  }

  private ObjectNode listed(Types.Type type, String namespace, Asked request) {
    List<ObjectNode> all =
        store.list(type, namespace, request.query().getOrDefault("labelSelector", ""));
    int from = Integer.parseInt(request.query().getOrDefault("continue", "0"));
    int limit = Integer.parseInt(request.query().getOrDefault("limit", "1000000"));
    int to = Math.min(all.size(), from + limit);
    ObjectNode list = JsonNodeFactory.instance.objectNode().put("kind", type.kind() + "List");
    ObjectNode metadata = list.putObject("metadata");
    metadata.put("resourceVersion", String.valueOf(store.version()));
    metadata.put("continue", to < all.size() ? String.valueOf(to) : "");
    ArrayNode items = list.putArray("items");
    for (ObjectNode object : all.subList(from, to)) {
      // As the real server: items of lists do not say what they are.
      ObjectNode item = object.deepCopy();
      item.remove(List.of("apiVersion", "kind"));
      items.add(item);
    }
    return list;
  }

  @Override
  public void close() {
    streams.drop();
    server.stop(0);
    threads.shutdownNow();
  }
}
