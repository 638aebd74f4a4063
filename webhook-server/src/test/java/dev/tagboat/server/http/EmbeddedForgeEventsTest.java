package dev.tagboat.server.http;

import static dev.tagboat.server.http.Configs.WEBHOOK_SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.embedded.EmbeddedForge;
import dev.tagboat.bot.forge.embedded.ForgeConfig;
import dev.tagboat.bot.forge.embedded.ForgeToken;
import dev.tagboat.server.inbox.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhooks of a forge that speaks as GitHub does. */
final class EmbeddedForgeEventsTest {
  private static final String ADMIN = "ghp_admin";

  @TempDir Path folder;
  private EmbeddedForge forge;
  private Running running;

  @BeforeEach
  void start() throws Exception {
    forge =
        EmbeddedForge.start(
            ForgeConfig.in(folder.resolve("forge"))
                .withToken(ForgeToken.forAdministrator(ADMIN, "admin")));
    forge.addRepository("acme", "config");
    commit("main", "image: web:1.0");
    running =
        new Running(
            Configs.server(
                null,
                List.of(),
                Configs.repository(forge.cloneUrl("acme", "config").toString(), WEBHOOK_SECRET)),
            TestDatabase.sqlite(folder),
            Limits.standard(),
            List.of());
    call(
        "hooks",
        """
        {"name":"web","active":true,"events":["push","pull_request"],
         "config":{"url":"%s","content_type":"json","secret":"%s"}}
        """
            .formatted(running.uri("/forge-events"), WEBHOOK_SECRET));
  }

  @AfterEach
  void stop() {
    forge.close();
    running.close();
  }

  private void commit(String branch, String text) {
    forge.commit(
        "acme",
        "config",
        branch,
        "dev",
        "Change it",
        Map.of("web.yaml", text.getBytes(StandardCharsets.UTF_8)));
  }

  private String call(String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forge.apiUrl() + "/repos/acme/config/" + path))
            .header("Authorization", "Bearer " + ADMIN)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return response.body();
  }

  @Test
  void pushesAndPullRequestsAreToldOf() throws Exception {
    String main = head();
    call("git/refs", "{\"ref\":\"refs/heads/bump\",\"sha\":\"%s\"}".formatted(main));
    commit("bump", "image: web:1.1");
    call("pulls", "{\"title\":\"Bump\",\"head\":\"bump\",\"base\":\"main\"}");
    String url = forge.cloneUrl("acme", "config").toString();

    assertThat(next()).isEqualTo(url + " bump");
    assertThat(until(url + " #1")).isTrue();
    forge.merge("acme", "config", 1);
    assertThat(until(url + " main")).isTrue();
  }

  private String head() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(forge.apiUrl() + "/repos/acme/config/git/ref/heads/main"))
            .header("Authorization", "Bearer " + ADMIN)
            .build();
    return Running.json(
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()))
        .at("/object/sha")
        .asText();
  }

  private String next() throws InterruptedException {
    String next = running.forge.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a webhook within 20 s").isNotNull();
    return next;
  }

  private boolean until(String wanted) throws InterruptedException {
    String seen = next();
    while (!seen.equals(wanted)) {
      seen = next();
    }
    return true;
  }
}
