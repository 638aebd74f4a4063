package dev.tagboat.bot.forge.embedded;

import static dev.tagboat.bot.forge.embedded.ForgeFixture.REPO;
import static dev.tagboat.bot.forge.embedded.ForgeFixture.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tagboat.bot.forge.contract.WebhookContract;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
  private static final Secret SECRET = Secret.of("s3cret");

  @TempDir Path dir;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private ForgeFixture forge;

  private record Received(String event, String id, String signature, String body) {
    JsonNode json() {
      return Json.parse(body.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
      return json().has("action") ? event + " " + json().path("action").asText() : event;
    }
  }

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
    URI url = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook");
    forge = ForgeFixture.start(ForgeFixture.config(dir).withHook(new ForgeHook(url, SECRET)));
  }

  @AfterEach
  void stop() {
    forge.close();
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          new Received(
              header(exchange, "X-GitHub-Event"),
              header(exchange, "X-GitHub-Delivery"),
              header(exchange, "X-Hub-Signature-256"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
  }

  private Received next() throws InterruptedException {
    Received next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a webhook within 20 s").isNotNull();
    Received known = Objects.requireNonNull(next);
    assertThat(new WebhookContract().delivery(known.event(), known.body())).isEmpty();
    return known;
  }

  @Test
  void theLifeOfAPullRequestIsTold() throws InterruptedException {
    int number = forge.open("bump");
    String pull = REPO + "/pulls/" + number;
    forge.send("PATCH", pull, body("title", "Other"));
    ObjectNode labels = Json.object();
    labels.putArray("labels").add("image-update");
    forge.send("POST", REPO + "/issues/" + number + "/labels", labels);
    String head = forge.commit("bump", "apps/web.yaml", "image: web:1.2.0\n");
    forge.send("PATCH", pull, body("state", "closed"));
    forge.send("PATCH", pull, body("state", "open"));
    forge.send("PUT", pull + "/merge", body());

    // The first commit, the branch, and the commit on it.
    assertThat(next().json().path("created").asBoolean()).isTrue();
    assertThat(next().json().path("created").asBoolean()).isTrue();
    Received push = next();
    assertThat(push.event()).isEqualTo("push");
    assertThat(push.json().path("ref").asText()).isEqualTo("refs/heads/bump");
    assertThat(push.json().path("commits").path(0).path("modified").path(0).asText())
        .isEqualTo("apps/web.yaml");
    assertThat(next().name()).isEqualTo("pull_request opened");
    Received edited = next();
    assertThat(edited.name()).isEqualTo("pull_request edited");
    assertThat(edited.json().path("changes").path("title").path("from").asText())
        .isEqualTo("Bump web");
    Received labeled = next();
    assertThat(labeled.name()).isEqualTo("pull_request labeled");
    assertThat(labeled.json().path("label").path("name").asText()).isEqualTo("image-update");
    assertThat(next().name()).isEqualTo("push");
    Received synchronize = next();
    assertThat(synchronize.name()).isEqualTo("pull_request synchronize");
    assertThat(synchronize.json().path("after").asText()).isEqualTo(head);
    Received closed = next();
    assertThat(closed.name()).isEqualTo("pull_request closed");
    assertThat(closed.json().path("pull_request").path("merged").asBoolean()).isFalse();
    assertThat(next().name()).isEqualTo("pull_request reopened");
    Received merged = next();
    assertThat(merged.name()).isEqualTo("pull_request closed");
    assertThat(merged.json().path("pull_request").path("merged").asBoolean()).isTrue();
    assertThat(next().json().path("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(received).isEmpty();
  }

  @Test
  void everyDeliveryIsSignedAndNamed() throws InterruptedException {
    forge.branch("bump");

    Received first = next();
    Received second = next();

    assertThat(first.signature())
        .isEqualTo(Webhooks.signature(SECRET, first.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(first.id()).isNotEmpty().isNotEqualTo(second.id());
  }

  @Test
  void anAdministratorAddsAHookOnLoopbackOnly() throws InterruptedException {
    assertThat(add("http://hooks.example/x").status()).isEqualTo(422);
    assertThat(add("http://127.0.0.1:" + receiver.getAddress().getPort() + "/b").status())
        .isEqualTo(201);
    assertThat(
            forge
                .send("GET", REPO + "/hooks", null, ForgeFixture.ADMIN, Map.of())
                .json()
                .findValuesAsText("secret"))
        .hasSize(2)
        .doesNotContain("s3cret");
    assertThat(forge.get(REPO + "/hooks").status()).isEqualTo(403);

    forge.commit("main", "apps/web.yaml", "image: web:4\n");

    next();
    assertThat(next().body()).isEqualTo(next().body());
    forge.contract.assertClean();
  }

  private ForgeFixture.Reply add(String url) {
    ObjectNode hook = Json.object().put("name", "web");
    hook.putArray("events").add("push");
    hook.putObject("config").put("url", url).put("content_type", "json").put("secret", "other");
    return forge.send("POST", REPO + "/hooks", hook, ForgeFixture.ADMIN, Map.of());
  }

  @Test
  void whatGitHubWouldNotSendIsNoticed() {
    WebhookContract gitHub = new WebhookContract();

    assertThat(gitHub.delivery("pull_request", "{\"action\":\"opened\"}")).isNotEmpty();
    assertThat(gitHub.delivery("pull_request", "{\"action\":\"sung\"}"))
        .containsExactly("GitHub sends no pull_request$sung");
  }

  // The example that GitHub prints in "Validating webhook deliveries".
  @Test
  void theSignatureIsGitHubs() {
    assertThat(
            Webhooks.signature(
                Secret.of("It's a Secret to Everybody"),
                "Hello, World!".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }
}
