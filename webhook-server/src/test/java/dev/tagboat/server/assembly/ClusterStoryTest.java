package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a push to what a cluster reports of it, with a real git server and forge in between. */
class ClusterStoryTest {
  private static final Secret SECRET = Secret.of("what-the-applier-signs-with");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;
  private final StubRegistry registry = new StubRegistry();
  private final MovableClock clock = new MovableClock();
  private final HttpClient client = HttpClient.newHttpClient();
  private ConfigRepoFixture repo;
  private TagboatServer server;
  private ApiClient api;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(folder);
    repo.commit("main", Map.of("web.yaml", manifest("1.0.0")));
    TroubleParts parts = TroubleParts.of(folder, registry, repo);
    Cluster prod =
        new Cluster(
            "prod",
            repo.cloneUrl().toString(),
            "production",
            List.of(SECRET),
            null,
            Duration.ofMinutes(30),
            Set.of(Cluster.Publish.values()));
    ServerConfig config = parts.config().with(List.of(prod));
    server = TagboatServer.start(config, Outsides.of(config, clock), parts.patience(), clock);
    api = new ApiClient(server.port(), TroubleParts.ADMIN.reveal());
  }

  @AfterEach
  void stop() {
    server.close();
    repo.close();
    registry.close();
  }

  private String manifest(String tag) {
    return """
    apiVersion: v1
    kind: Pod
    spec:
      containers:
        - {name: web, image: "%s/acme/web:%s"}
    """
        .formatted(registry.host(), tag);
  }

  private JsonNode push(String state) throws IOException {
    return api.await(registry.host() + "/acme/web", "1.1.0", state);
  }

  private int report(CommitId revision, String state) throws IOException {
    String body =
        ReportJson.healthy("00:00:00")
            .set("time", "\"" + clock.instant() + "\"")
            .set("revision", "\"" + revision + "\"")
            .image("1.1.0", state)
            .text()
            .replace("registry.acme.io", registry.host());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/reports/prod"))
            .header("X-Tagboat-Signature-256", "sha256=" + hmac(body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return send(request).statusCode();
  }

  private static String hmac(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private List<String> statuses(CommitId commit) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(
                      repo.forge().apiUrl() + "/repos/acme/config/commits/" + commit + "/statuses"))
              .header("Authorization", "Bearer " + ConfigRepoFixture.TOKEN)
              .build();
      JsonNode list = MAPPER.readTree(send(request).body());
      return list.findValuesAsText("description");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitStep(String detail) {
    ApiClient.await(
        "'" + detail + "' in the history",
        () -> {
          try {
            return TroubleStage.history(push("merged")).contains(detail);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void aPushIsFollowedIntoTheCluster() throws IOException {
    String event = "{\"image\":\"%s/acme/web\",\"tag\":\"1.1.0\"}".formatted(registry.host());
    String hook = "/hooks/" + TroubleParts.hook(registry.host());
    assertThat(api.post(hook, TroubleParts.HOOK.reveal(), event)).isEqualTo(202);
    int number = push("proposed").at("/targets/0/pullRequest/number").asInt();
    repo.forge().merge("acme", "config", number);
    clock.advance(Duration.ofMinutes(1));
    JsonNode merged = push("merged");
    CommitId merge =
        repo.target().forge().announcer().orElseThrow().mergeCommit(number).orElseThrow();
    CommitId later = new CommitId(repo.commit("main", Map.of("other.yaml", "kind: ConfigMap\n")));
    assertThat(TroubleStage.history(merged)).doesNotContain("applied");

    assertThat(report(later, "in_progress")).isEqualTo(202);
    awaitStep("applied to prod at " + later.abbreviated() + ", progressing: ");
    ApiClient.await("the first status", () -> statuses(merge).size() == 1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(report(later, "current")).isEqualTo(202);
    awaitStep("applied to prod at " + later.abbreviated() + ", healthy");

    ApiClient.await("the last status", () -> statuses(merge).contains("applied, healthy"));
    // This forge's token may not write deployments, which keeps nothing else from being told.
    ApiClient.await(
        "the comment",
        () ->
            repo.forge().comments("acme", "config", number).stream()
                .anyMatch(body -> body.contains("**prod**: applied and healthy")));
    assertThat(repo.forge().comments("acme", "config", number))
        .filteredOn(body -> body.startsWith("<!-- tagboat: clusters -->"))
        .hasSize(1);
    assertThat(statuses(merge)).hasSize(2);
  }
}
