package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.Registry;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole server, with little patience, between a registry and a config repo that give trouble.
 * Each secret it holds is one that can be looked for afterwards, wherever it must not be.
 */
final class TroubleStage implements AutoCloseable {
  private final Path folder;
  private final Secret forgeToken;
  private final MovableClock clock = new MovableClock();
  private final LogKeeper log = new LogKeeper();
  private final TagboatServer server;
  private final ApiClient api;

  private TroubleStage(TroubleParts parts, @Nullable Registry registry) {
    this.folder = parts.folder();
    this.forgeToken = parts.token();
    ServerConfig config = parts.config();
    Workers.Outside outside = Outsides.of(config, clock);
    if (registry != null) {
      outside = new Workers.Outside(registry, outside.proposer(), outside.targets());
    }
    server = TagboatServer.start(config, outside, parts.patience(), clock);
    api = new ApiClient(server.port(), TroubleParts.ADMIN.reveal());
  }

  static TroubleStage start(TroubleParts parts) {
    return new TroubleStage(parts, null);
  }

  /** With an adapter of the test's own for the registries. */
  static TroubleStage start(TroubleParts parts, Registry registry) {
    return new TroubleStage(parts, registry);
  }

  MovableClock clock() {
    return clock;
  }

  ApiClient api() {
    return api;
  }

  String log() {
    return log.text();
  }

  /** Announces {@code HOST/PATH:TAG} and answers the status. */
  int announce(String host, String path, String tag) throws IOException {
    return announce(host, host, path, tag);
  }

  /** As {@link #announce}, but by the hook of another registry. */
  int announce(String host, String by, String path, String tag) throws IOException {
    String event = "{\"image\":\"%s/%s\",\"tag\":\"%s\"}".formatted(host, path, tag);
    return api.post("/hooks/" + TroubleParts.hook(by), TroubleParts.HOOK.reveal(), event);
  }

  /** Announces it, and answers what {@code /api/v1/pushes/ID} says when it is in that state. */
  JsonNode outcome(String host, String path, String tag, String state) throws IOException {
    assertThat(announce(host, path, tag)).isEqualTo(202);
    return api.await(host + "/" + path, tag, state);
  }

  /** Has it tried again, as a person does after mending something, and waits for the state. */
  JsonNode retry(JsonNode push, String state) throws IOException {
    String path = "/api/v1/pushes/" + push.path("id").asText() + "/retry";
    assertThat(api.post(path, TroubleParts.ADMIN.reveal(), "")).isEqualTo(202);
    return api.await(push.path("image").asText(), push.path("tag").asText(), state);
  }

  /** Waits until the newest push of this tag says {@code part} in its history. */
  JsonNode awaitHistory(String host, String path, String tag, String part) {
    List<JsonNode> found = new ArrayList<>();
    AtomicBoolean seen = new AtomicBoolean();
    ApiClient.await(
        "'" + part + "' in the history of " + path + ":" + tag,
        () -> {
          found.clear();
          newest(host + "/" + path, tag).forEach(found::add);
          seen.set(!found.isEmpty() && history(found.get(0)).contains(part));
          return seen.get();
        });
    return found.get(0);
  }

  private List<JsonNode> newest(String image, String tag) {
    try {
      for (JsonNode push : api.pushes()) {
        if (push.path("image").asText().equals(image) && push.path("tag").asText().equals(tag)) {
          return List.of(api.json("/api/v1/pushes/" + push.path("id").asText()));
        }
      }
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line for each step. */
  static String history(JsonNode push) {
    StringBuilder lines = new StringBuilder();
    push.path("history")
        .forEach(
            line ->
                lines
                    .append(line.path("step").asText())
                    .append(": ")
                    .append(line.path("detail").asText())
                    .append('\n'));
    return lines.toString();
  }

  static String sentence(JsonNode push) {
    return push.path("sentence").asText();
  }

  /** Nothing that the server says or keeps holds a secret, and nothing it says a stack trace. */
  void assertDiscreet() throws IOException {
    StringBuilder said = new StringBuilder(log());
    for (JsonNode push : api.pushes()) {
      said.append(api.text("/api/v1/pushes/" + push.path("id").asText()));
    }
    said.append(api.text("/api/v1/deliveries?limit=1000")).append(api.text("/metrics"));
    assertThat(said.toString())
        .doesNotContainPattern("\\n\\s+at |\\\\tat |Exception: |this is a bug");
    assertNoSecretIn("what the server says", said.toString());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).filter(this::isOurs).toList()) {
        assertNoSecretIn(
            file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
  }

  private boolean isOurs(Path file) {
    return !file.startsWith(folder.resolve("forge"));
  }

  private void assertNoSecretIn(String where, String text) {
    for (Secret secret :
        List.of(TroubleParts.PASSWORD, TroubleParts.HOOK, TroubleParts.ADMIN, forgeToken)) {
      String pair = TroubleParts.USER + ":" + secret.reveal();
      String basic =
          java.util.Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      assertThat(text.contains(secret.reveal())).as(where).isFalse();
      assertThat(text.contains(basic)).as(where).isFalse();
    }
  }

  @Override
  public void close() {
    server.close();
    log.close();
  }
}
