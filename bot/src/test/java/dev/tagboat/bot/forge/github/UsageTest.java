package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.tagboat.bot.forge.github.GitHubStub.PULLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.github.Usage.Kind;
import dev.tagboat.bot.forge.github.Usage.Outcome;
import dev.tagboat.bot.net.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token was used for, and what it has left. */
final class UsageTest {
  private static final String COMMENTS = "/api/v3/repos/acme/config/issues/7/comments";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final GitHubStub gitHub = new GitHubStub();
  private final TokenLanes lanes = new TokenLanes(gitHub.clock, gitHub.clock);
  private final GitHubSettings settings =
      gitHub.settings(new Credentials.Token(Secret.of(GitHubStub.TOKEN)));
  private final GitHubForge forge =
      GitHubForge.connect(settings, gitHub.client, gitHub.clock, lanes);
  private final Usage usage = lanes.usage(settings);

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private static ResponseDefinitionBuilder left(ResponseDefinitionBuilder answer, String left) {
    return answer
        .withHeader("X-RateLimit-Limit", "5000")
        .withHeader("X-RateLimit-Remaining", left)
        .withHeader("X-RateLimit-Reset", "1764000000")
        .withHeader("X-RateLimit-Resource", "core");
  }

  @Test
  void itTellsWhatIsLeftAndNeverTheToken() {
    gitHub.answer(PULLS, left(jsonResponse("[]", 200), "4321"));
    assertThat(usage.limits()).isEmpty();

    forge.find("bump", "main");

    assertThat(usage.limits())
        .containsExactly(new Usage.Limit("core", 5000, 4321, Instant.ofEpochSecond(1764000000)));
    assertThat(usage.calls(Kind.READ, Outcome.OK)).isEqualTo(1);
    assertThat(usage.credential()).isEqualTo("token of acme/config");
    assertThat(lanes.usages()).containsExactly(usage);
  }

  @Test
  void whatIsNoNumberTellsNothing() {
    gitHub.answer(PULLS, left(jsonResponse("[]", 200), "-1"));
    forge.find("bump", "main");
    gitHub.answer(
        PULLS,
        left(jsonResponse("[]", 200), "1").withHeader("X-RateLimit-Reset", "999999999999999999"));
    forge.find("bump", "main");

    assertThat(usage.limits()).isEmpty();
  }

  @Test
  void everyAttemptCounts() {
    gitHub.answer(PULLS, jsonResponse("{}", 502));
    assertThatThrownBy(() -> forge.find("bump", "main")).isInstanceOf(TransientFault.class);
    gitHub.server.stubFor(
        any(urlPathEqualTo(PULLS))
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    assertThatThrownBy(() -> forge.find("bump", "main")).isInstanceOf(TransientFault.class);

    assertThat(usage.calls(Kind.READ, Outcome.ERROR)).isEqualTo(3);
    assertThat(usage.calls(Kind.READ, Outcome.UNREACHABLE)).isEqualTo(3);
  }

  @Test
  void aLimitIsToldFromARefusal() {
    gitHub.answer(COMMENTS, jsonResponse("{\"message\":\"no\"}", 403));
    assertThatThrownBy(() -> forge.comment(7, "a")).isInstanceOf(RuntimeException.class);
    gitHub.answer(
        COMMENTS, jsonResponse("{\"message\":\"You have exceeded a secondary rate limit\"}", 403));
    assertThatThrownBy(() -> forge.comment(7, "a")).isInstanceOf(TransientFault.class);

    assertThat(usage.calls(Kind.WRITE, Outcome.REFUSED)).isEqualTo(1);
    assertThat(usage.calls(Kind.WRITE, Outcome.LIMITED)).isEqualTo(1);
    assertThat(usage.pauses()).isEqualTo(1);
    assertThat(usage.pausedUntil()).isEqualTo(gitHub.clock.instant().plusSeconds(60));
  }

  @Test
  void waitingForThePauseBetweenWritesCounts() {
    GitHubSettings paced =
        new GitHubSettings(
            settings.apiUrl(), "acme", "config", new Credentials.Token(Secret.of("u")), SECOND);
    GitHubForge pacedForge = GitHubForge.connect(paced, gitHub.client, gitHub.clock, lanes);
    gitHub.answer(COMMENTS, 201, "{}");

    pacedForge.comment(7, "a");
    pacedForge.comment(7, "b");

    assertThat(lanes.usage(paced).waits()).isEqualTo(1);
    assertThat(lanes.usage(paced).waited()).isEqualTo(SECOND);
    assertThat(usage.waits()).isZero();
  }

  @Test
  void anAppIsNamedWithTheOwnerItActsFor() {
    GitHubSettings app = gitHub.settings(new Credentials.App(77, Path.of("app.pem")));

    assertThat(lanes.usage(app).credential()).isEqualTo("app 77 for acme");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v3/repos/acme/config/pulls,READ",
    "PATCH,/api/v3/repos/acme/config/pulls/7,WRITE",
    "POST,/api/graphql,GRAPHQL",
    "GET,/api/v3/app,TOKEN",
    "GET,/api/v3/repos/acme/config/installation,TOKEN",
    "POST,/api/v3/app/installations/7/access_tokens,TOKEN",
    "GET,/api/v3/repos/acme/app,READ"
  })
  void aCallHasAKind(String method, String path, Kind kind) {
    Request request =
        new Request.Builder()
            .url("https://git.acme.io" + path)
            .method(method, method.equals("GET") ? null : RequestBody.create(new byte[0], null))
            .build();

    assertThat(Kind.of(request)).isEqualTo(kind);
  }
}
