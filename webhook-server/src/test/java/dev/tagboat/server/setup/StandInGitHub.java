package dev.tagboat.server.setup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The two parts of GitHub that make an App: the form, and what a code is exchanged for. */
final class StandInGitHub implements AutoCloseable {
  static final String KEY =
      "-----BEGIN RSA PRIVATE KEY-----\nbm8ga2V5\n-----END RSA PRIVATE KEY-----\n";
  static final String WEBHOOK = "e340154128314309424b7c8e90325147d99fdafa";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  // As GitHub has it: no event without access to what it tells of.
  private static final Map<String, String> EVENTS =
      Map.of("push", "contents", "pull_request", "pull_requests", "issue_comment", "issues");

  private final HttpServer server;
  private final List<Integer> troubles = new ArrayList<>();
  private Optional<JsonNode> manifest = Optional.empty();
  private String asked = "";

  private StandInGitHub(HttpServer server) {
    this.server = server;
  }

  static StandInGitHub start() throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    StandInGitHub gitHub = new StandInGitHub(server);
    server.createContext("/", gitHub::answer);
    server.start();
    return gitHub;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next exchange is answered so. */
  void trouble(int status) {
    troubles.add(status);
  }

  JsonNode manifest() {
    return manifest.orElseThrow();
  }

  /** The path that the manifest was posted to. */
  String asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.endsWith("/settings/apps/new")) {
        form(exchange, path, body);
      } else if (path.equals("/api/v3/app-manifests/a1b2/conversions")) {
        convert(exchange);
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    }
  }

  private void form(HttpExchange exchange, String path, String body) throws IOException {
    JsonNode given =
        JSON.readTree(
            URLDecoder.decode(body.substring("manifest=".length()), StandardCharsets.UTF_8));
    boolean backed = true;
    for (JsonNode event : given.path("default_events")) {
      backed &= given.path("default_permissions").has(EVENTS.getOrDefault(event.asText(), ""));
    }
    if (!backed || !given.path("url").isTextual()) {
      exchange.sendResponseHeaders(422, -1);
      return;
    }
    manifest = Optional.of(given);
    asked = path;
    exchange
        .getResponseHeaders()
        .set(
            "Location",
            given.path("redirect_url").asText()
                + "?code=a1b2&"
                + exchange.getRequestURI().getRawQuery());
    exchange.sendResponseHeaders(302, -1);
  }

  private void convert(HttpExchange exchange) throws IOException {
    int status = troubles.isEmpty() ? 201 : troubles.remove(0);
    boolean post = exchange.getRequestMethod().equals("POST");
    byte[] body = JSON.writeValueAsBytes(app());
    exchange.sendResponseHeaders(post ? status : 405, body.length);
    exchange.getResponseBody().write(body);
  }

  private ObjectNode app() {
    return JSON.createObjectNode()
        .put("id", 1234)
        .put("slug", "tagboat-acme")
        .put("name", "tagboat-acme")
        .put("html_url", url() + "/apps/tagboat-acme")
        .put("webhook_secret", WEBHOOK)
        .put("client_secret", "1726be1638095a19edd134c77bde3aa2ece1e5d8")
        .put("pem", KEY);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
