package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.WEBHOOK_SECRET;
import static dev.tagboat.server.http.Events.signature;
import static dev.tagboat.server.http.Running.error;
import static dev.tagboat.server.http.Running.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.inbox.TestDatabase;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForgeEventsTest {
  private static final String CONFIG = "https://github.com/acme/config.git";

  @TempDir Path folder;
  private Running running;

  private HttpResponse<String> event(String event, String body, String secret, String type) {
    return running.post(
        "/forge-events",
        body,
        "X-GitHub-Event",
        event,
        "Content-Type",
        type,
        "X-Hub-Signature-256",
        signature(secret, body));
  }

  private HttpResponse<String> event(String event, String body) {
    return event(event, body, WEBHOOK_SECRET, "application/json");
  }

  @BeforeEach
  void start() {
    running =
        new Running(Configs.standard(), TestDatabase.sqlite(folder), Limits.standard(), List.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private static String about(String url, String more) {
    return "{\"repository\":{\"clone_url\":\"%s\",\"html_url\":\"https://x.example/y\"}%s}"
        .formatted(url, more);
  }

  @Test
  void aChangedPullRequestIsToldOf() {
    HttpResponse<String> response =
        event("pull_request", about(CONFIG, ",\"action\":\"closed\",\"number\":12"));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response).path("handled").asBoolean()).isTrue();
    assertThat(running.forge).containsExactly(CONFIG + " #12");
    assertThat(running.get("/metrics").body())
        .contains("tagboat_forge_requests_total{result=\"accepted\"} 1.0");
  }

  @Test
  void aCommentOnAPullRequestIsToldOfAndOneOnAnIssueIsNot() {
    event("issue_comment", about(CONFIG, ",\"issue\":{\"number\":3}"));
    event("issue_comment", about(CONFIG, ",\"issue\":{\"number\":12,\"pull_request\":{}}"));

    assertThat(running.forge).containsExactly(CONFIG + " #12");
  }

  @Test
  void aPushedBranchIsToldOf() {
    event("push", about(CONFIG, ",\"ref\":\"refs/heads/release/1.x\""));
    event("push", about(CONFIG, ",\"ref\":\"refs/tags/v1\""));
    event("push", about(CONFIG, ",\"ref\":7"));

    assertThat(running.forge).containsExactly(CONFIG + " release/1.x");
  }

  @Test
  void aPingSaysThatItWorks() {
    assertThat(json(event("ping", "{\"zen\":\"x\"}")).path("sentence").asText())
        .isEqualTo("The webhook works.");
  }

  @Test
  void otherEventsAreTakenAndLeft() {
    HttpResponse<String> response = event("star", about(CONFIG, ""));

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(json(response).path("handled").asBoolean()).isFalse();
  }

  @Test
  void aSecretSpeaksOnlyForItsOwnRepositories() {
    HttpResponse<String> response =
        event(
            "pull_request",
            about(CONFIG, ",\"number\":12"),
            "another-webhook-secret",
            "application/json");

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(running.forge).isEmpty();
  }

  @Test
  void aWrongSignatureIsRefusedBeforeAnythingIsRead() {
    String body = about(CONFIG, ",\"number\":12");

    assertThat(event("pull_request", body, "wrong", "application/json").statusCode())
        .isEqualTo(401);
    assertThat(running.post("/forge-events", body, "X-GitHub-Event", "ping").statusCode())
        .isEqualTo(401);
    assertThat(
            running
                .post(
                    "/forge-events",
                    body + " ",
                    "X-Hub-Signature-256",
                    signature(WEBHOOK_SECRET, body))
                .statusCode())
        .isEqualTo(401);
    assertThat(running.forge).isEmpty();
    assertThat(running.get("/metrics").body())
        .contains("tagboat_forge_requests_total{result=\"unauthorized\"} 3.0")
        .doesNotContain("tagboat_forge_requests_total{result=\"accepted\"}");
  }

  @Test
  void formsAreNotTaken() {
    HttpResponse<String> response =
        event("ping", "payload=%7B%7D", WEBHOOK_SECRET, "application/x-www-form-urlencoded");

    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(error(response)).contains("choose the content type application/json");
  }

  @Test
  void brokenEventsAreSaid() {
    assertThat(event("push", "{").statusCode()).isEqualTo(400);
    assertThat(event("pull_request", about(CONFIG, ",\"number\":\"12\"")).statusCode())
        .isEqualTo(400);
    assertThat(event("pull_request", about(CONFIG, ",\"number\":99999999999")).statusCode())
        .isEqualTo(400);
    assertThat(event("push", "{\"repository\":[]}").statusCode()).isEqualTo(202);
    assertThat(running.forge).isEmpty();
  }

  @Test
  void withoutASecretThereIsNothingToTell() {
    stop();
    running =
        new Running(
            Configs.server(null, List.of(), Configs.repository(CONFIG, null)),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());

    assertThat(event("ping", "{}").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/config.git, https://github.com/Acme/Config, true",
    "https://github.com/acme/config, https://github.com:443/acme/config.git, true",
    "https://github.com/acme/config/, https://github.com/acme/config.git, true",
    "ssh://git@github.com/acme/config.git, https://github.com/acme/config, true",
    "http://127.0.0.1:8080/acme/config.git, http://127.0.0.1:8080/acme/config, true",
    "http://127.0.0.1:8080/acme/config.git, http://127.0.0.1:8081/acme/config, false",
    "https://github.com/acme/config, https://github.com/acme/config2, false",
    "https://github.com/acme/config, https://github.com.evil.example/acme/config, false",
    "https://github.com/acme/config, https://github.com@evil.example/acme/config, false",
    "https://github.com/acme/config, not a url, false",
    "https://github.com/acme/config, /acme/config, false",
    "file:///srv/config.git, file:///srv/config.git, false",
  })
  void repositoriesAreComparedByHostAndPath(String configured, String offered, boolean same) {
    assertThat(RepositoryUrl.same(URI.create(configured), offered)).isEqualTo(same);
  }
}
