package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static dev.tagboat.bot.forge.github.GitHubStub.PULLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.net.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** GitHub's rate limits: which pause is taken, which is handed on. */
class GitHubLimitsTest {
  private static final Credentials TOKEN = new Credentials.Token(Secret.of(GitHubStub.TOKEN));
  private static final String COMMENTS = "/api/v3/repos/acme/config/issues/7/comments";

  private final GitHubStub gitHub = new GitHubStub();
  private GitHubForge forge = gitHub.forge();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private Duration handedOn(ResponseDefinitionBuilder answer) {
    gitHub.answer(PULLS, answer);
    TransientFault fault =
        catchThrowableOfType(TransientFault.class, () -> forge.find("bump", "main"));
    assertThat(gitHub.clock.slept()).isZero();
    assertThat(gitHub.seen("GET", PULLS)).hasSize(1);
    return fault.retryAfter().orElseThrow();
  }

  private static ResponseDefinitionBuilder refusal(int status, String message) {
    return jsonResponse("{\"message\":\"" + message + "\"}", status);
  }

  @Test
  void retryAfterInSeconds() {
    assertThat(handedOn(refusal(429, "slow").withHeader("Retry-After", "120")))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void retryAfterAsADate() {
    assertThat(
            handedOn(
                refusal(403, "slow").withHeader("Retry-After", "Tue, 24 Nov 2026 08:10:00 GMT")))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void retryAfterThatCannotBeRead() {
    assertThat(handedOn(refusal(429, "slow").withHeader("Retry-After", "soon")))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aPauseIsBounded() {
    assertThat(handedOn(refusal(429, "slow").withHeader("Retry-After", "9223372036854775807")))
        .isEqualTo(Duration.ofHours(6));
  }

  @Test
  void thePrimaryLimit() {
    String reset = Long.toString(gitHub.clock.instant().getEpochSecond() + 1800);
    assertThat(
            handedOn(
                refusal(403, "API rate limit exceeded")
                    .withHeader("x-ratelimit-remaining", "0")
                    .withHeader("x-ratelimit-reset", reset)))
        .isEqualTo(Duration.ofSeconds(1801));
  }

  @Test
  void theSecondaryLimitWithoutAnyHeader() {
    assertThat(handedOn(refusal(403, "You have exceeded a secondary rate limit.")))
        .isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a429WithoutAnyHeader() {
    assertThat(handedOn(refusal(429, "no"))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void a503ThatNamesItsPause() {
    assertThat(handedOn(refusal(503, "maintenance").withHeader("Retry-After", "300")))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aShortPauseIsWaitedOutEvenForAWrite() {
    gitHub.server.stubFor(
        any(urlPathEqualTo(COMMENTS))
            .inScenario("limit")
            .whenScenarioStateIs(STARTED)
            .willSetStateTo("free")
            .willReturn(refusal(429, "slow").withHeader("Retry-After", "2")));
    gitHub.server.stubFor(
        any(urlPathEqualTo(COMMENTS))
            .inScenario("limit")
            .whenScenarioStateIs("free")
            .willReturn(jsonResponse("{}", 201)));

    forge.comment(7, "hi");

    assertThat(gitHub.clock.slept()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void shortPausesEndSomewhere() {
    gitHub.answer(PULLS, refusal(429, "slow").withHeader("Retry-After", "1"));

    TransientFault fault =
        catchThrowableOfType(TransientFault.class, () -> forge.find("bump", "main"));

    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(gitHub.seen("GET", PULLS)).hasSize(3);
  }

  @Test
  void aPauseHoldsForEveryRepositoryOfTheToken() {
    Credentials token = new Credentials.Token(Secret.of("t"));
    TokenLanes lanes = new TokenLanes(gitHub.clock, gitHub.clock);
    GitHubForge one =
        GitHubForge.connect(gitHub.settings(token), gitHub.client, gitHub.clock, lanes);
    GitHubSettings stub = gitHub.settings(token);
    GitHubForge other =
        GitHubForge.connect(
            new GitHubSettings(
                stub.apiUrl(), stub.owner(), "other", stub.credentials(), Duration.ZERO),
            gitHub.client,
            gitHub.clock,
            lanes);
    String pulls = "/api/v3/repos/acme/other/pulls";
    gitHub.answer(pulls, 200, "[]");
    gitHub.answer(PULLS, refusal(403, "slow").withHeader("Retry-After", "90"));
    assertThatThrownBy(() -> one.find("bump", "main")).isInstanceOf(TransientFault.class);
    gitHub.clock.advance(Duration.ofSeconds(30));

    TransientFault fault =
        catchThrowableOfType(TransientFault.class, () -> other.find("bump", "main"));

    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(60));
    assertThat(gitHub.seen("GET", pulls)).isEmpty();
    gitHub.clock.advance(Duration.ofSeconds(60));
    assertThat(other.find("bump", "main")).isEmpty();
  }

  @Test
  void theDistanceOfWritesCountsFromTheAnswer() {
    WritePacer pacer =
        new WritePacer(
            gitHub.clock,
            gitHub.clock,
            Duration.ofSeconds(1),
            WritePacer.Lane.ALONE,
            new Usage("t"));
    OkHttpClient slow =
        gitHub
            .client
            .newBuilder()
            .addInterceptor(pacer)
            .addInterceptor(
                chain -> {
                  gitHub.clock.advance(Duration.ofMillis(700));
                  return chain.proceed(chain.request());
                })
            .build();
    gitHub.answer(PULLS, 201, "{}");
    Request write =
        new Request.Builder()
            .url(gitHub.server.url(PULLS))
            .post(RequestBody.create(new byte[0], null))
            .build();

    for (int i = 0; i < 2; i++) {
      try (Response answer = slow.newCall(write).execute()) {
        assertThat(answer.code()).isEqualTo(201);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    assertThat(gitHub.clock.slept()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void writesKeepTheirDistance() {
    GitHubSettings stub = gitHub.settings(new Credentials.Token(Secret.of("t")));
    GitHubSettings paced =
        new GitHubSettings(
            stub.apiUrl(), stub.owner(), stub.repo(), stub.credentials(), Duration.ofSeconds(1));
    GitHubForge pacedForge = GitHubForge.connect(paced, gitHub.client, gitHub.clock, gitHub.clock);
    gitHub.answer(COMMENTS, 201, "{}");

    pacedForge.comment(7, "a");
    pacedForge.comment(7, "b");
    pacedForge.comment(7, "c");

    assertThat(gitHub.clock.slept()).isEqualTo(Duration.ofSeconds(2));

    gitHub.answer("/api/graphql", 200, "{\"data\":{\"repository\":{\"pullRequest\":{}}}}");
    assertThat(pacedForge.standing(7)).isEqualTo(Standing.FREE);
    assertThat(gitHub.clock.slept())
        .as("a question needs no distance, though it is a POST")
        .isEqualTo(Duration.ofSeconds(2));
  }

  private Duration handedOnByGraphQl(ResponseDefinitionBuilder answer) {
    gitHub.answer("/api/graphql", answer);
    TransientFault fault = catchThrowableOfType(TransientFault.class, () -> forge.standing(7));
    assertThat(gitHub.seen("POST", "/api/graphql")).hasSize(1);
    return fault.retryAfter().orElseThrow();
  }

  @Test
  void graphQlIsLimitedWithStatus200() {
    String reset = Long.toString(gitHub.clock.instant().getEpochSecond() + 1800);

    Duration pause =
        handedOnByGraphQl(
            jsonResponse(
                    "{\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit"
                        + " exceeded\"}]}",
                    200)
                .withHeader("x-ratelimit-remaining", "0")
                .withHeader("x-ratelimit-reset", reset));

    assertThat(pause).isEqualTo(Duration.ofSeconds(1801));
    assertThatThrownBy(() -> forge.find("bump", "main")).hasMessageContaining("was not sent");
  }

  @Test
  void graphQlHasTheSecondaryLimitToo() {
    String error =
        "{\"errors\":[{\"message\":\"You have exceeded a secondary rate limit. Please wait.\"}]}";

    assertThat(handedOnByGraphQl(jsonResponse(error, 200))).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void whatPeopleWriteIsNoLimit() {
    gitHub.answer(
        "/api/graphql",
        jsonResponse("{\"data\":{\"title\":\"secondary rate limit RATE_LIMITED\"}}", 200));

    assertThat(forge.standing(7)).isNotNull();

    gitHub.answer(PULLS, 200, "[]");
    assertThat(forge.find("bump", "main")).isEmpty();
  }

  @Test
  void whoWaitsForItsTurnDoesNotSendIntoAPause() {
    CompletableFuture<Void> other = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                forge.comment(7, "me too");
                other.complete(null);
              } catch (TransientFault e) {
                other.completeExceptionally(e);
              }
            });
    OkHttpClient watched =
        gitHub
            .client
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  if (waiting.getState() == Thread.State.NEW) {
                    waiting.start();
                    while (waiting.getState() != Thread.State.WAITING) {
                      Thread.onSpinWait();
                    }
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    forge = GitHubForge.connect(gitHub.settings(TOKEN), watched, gitHub.clock, gitHub.clock);
    gitHub.answer(COMMENTS, refusal(403, "slow").withHeader("Retry-After", "90"));

    assertThatThrownBy(() -> forge.comment(7, "hi")).isInstanceOf(TransientFault.class);

    assertThatThrownBy(other::join)
        .hasCauseInstanceOf(TransientFault.class)
        .hasMessageContaining("was not sent");
    assertThat(gitHub.seen("POST", COMMENTS)).hasSize(1);
  }

  private GitHubForge sharing(Turns turns) {
    return GitHubForge.connect(
        gitHub.settings(TOKEN),
        gitHub.client,
        gitHub.clock,
        gitHub.clock,
        new TokenLanes(gitHub.clock, gitHub.clock, turns));
  }

  @Test
  void aRequestWaitsForTheTurnThatOthersLeave() {
    ScriptedTurns turns =
        new ScriptedTurns(
            new Turns.Answer(Duration.ZERO, Duration.ofMillis(50)),
            new Turns.Answer(Duration.ofSeconds(3), Duration.ZERO));
    gitHub.answer(COMMENTS, 201, "{}");

    sharing(turns).comment(7, "hi");

    assertThat(gitHub.clock.slept()).isEqualTo(Duration.ofMillis(3050));
    assertThat(turns.said()).containsExactly("ask true", "ask true", "ask true", "done PT0S PT0S");
  }

  @Test
  void aPauseThatAnotherProgramWasAskedForHoldsHere() {
    ScriptedTurns turns =
        new ScriptedTurns(new Turns.Answer(Duration.ofSeconds(90), Duration.ZERO));

    TransientFault fault =
        catchThrowableOfType(TransientFault.class, () -> sharing(turns).find("bump", "main"));

    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(90));
    assertThat(gitHub.seen()).isEmpty();
    assertThat(turns.said()).containsExactly("ask false");
  }

  @Test
  void aPauseIsToldWithTheTurn() {
    ScriptedTurns turns = new ScriptedTurns();
    gitHub.answer(PULLS, refusal(403, "slow").withHeader("Retry-After", "90"));

    assertThatThrownBy(() -> sharing(turns).find("bump", "main"))
        .isInstanceOf(TransientFault.class);

    assertThat(turns.said()).containsExactly("ask false", "done PT0S PT1M30S");
  }

  @Test
  void aTurnIsPassedOnWhateverComesOfIt() {
    ScriptedTurns turns = new ScriptedTurns();
    gitHub.answer(COMMENTS, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

    assertThatThrownBy(() -> sharing(turns).comment(7, "hi")).isInstanceOf(TransientFault.class);

    assertThat(turns.said()).containsExactly("ask true", "done PT0S PT0S");
  }

  @Test
  void theNameOfALaneDoesNotTellTheToken() {
    ScriptedTurns turns = new ScriptedTurns();
    gitHub.answer(PULLS, 200, "[]");

    sharing(turns).find("bump", "main");

    assertThat(turns.lanes()).hasSize(1).allMatch(name -> name.matches("[0-9a-f]{64}"));
  }
}
