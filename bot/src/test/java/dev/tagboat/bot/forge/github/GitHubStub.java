package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tagboat.bot.net.HttpClients;
import dev.tagboat.bot.net.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import okhttp3.OkHttpClient;

/** A GitHub that answers what the test says, and the forge that talks to it. */
final class GitHubStub implements AutoCloseable {
  static final String TOKEN = "ghp_not-to-be-seen";
  static final String PULLS = "/api/v3/repos/acme/config/pulls";

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T08:00:00Z"));
  final WireMockServer server = new WireMockServer(options().dynamicPort());
  final OkHttpClient client = HttpClients.shared();

  GitHubStub() {
    server.start();
    server.stubFor(
        get(urlPathEqualTo("/api/v3/repos/acme/config"))
            .willReturn(
                jsonResponse(
                    "{\"id\":1,\"name\":\"config\",\"full_name\":\"acme/config\","
                        + "\"owner\":{\"login\":\"acme\",\"id\":2}}",
                    200)));
  }

  GitHubForge forge() {
    return forge(new Credentials.Token(Secret.of(TOKEN)));
  }

  GitHubForge forge(Credentials credentials) {
    return GitHubForge.connect(settings(credentials), client, clock, clock);
  }

  GitHubSettings settings(Credentials credentials) {
    return GitHubSettings.of(URI.create(server.url("/acme/config.git")), null, credentials);
  }

  /** Whatever is sent there is answered so, on top of earlier stubs. */
  void answer(String path, ResponseDefinitionBuilder answer) {
    server.stubFor(any(urlPathEqualTo(path)).willReturn(answer));
  }

  void answer(String path, int status, String json) {
    answer(path, jsonResponse(json, status));
  }

  static String pull(int number, String state, String head) {
    return "{\"number\":%d,\"state\":\"%s\",\"title\":\"t\",\"body\":null,\"html_url\":"
            .formatted(number, state)
        + "\"http://127.0.0.1/acme/config/pull/1\",\"merged_at\":null,\"draft\":false,"
        + "\"mergeable_state\":\"clean\",\"head\":{\"label\":\"acme:%s\",\"ref\":\"%s\",\"sha\":\"abc\"},"
            .formatted(head, head)
        + "\"base\":{\"ref\":\"main\",\"sha\":\"def\"}}";
  }

  List<LoggedRequest> seen() {
    return server.getAllServeEvents().stream().map(e -> e.getRequest()).toList();
  }

  List<LoggedRequest> seen(String method, String path) {
    return seen().stream()
        .filter(r -> r.getMethod().value().equals(method) && r.getUrl().startsWith(path))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
