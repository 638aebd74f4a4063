package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.tagboat.bot.forge.github.GitHubStub.PULLS;
import static dev.tagboat.bot.forge.github.GitHubStub.pull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.net.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub's refusals and failures become. */
class GitHubErrorsTest {
  private static final Proposal PROPOSAL = new Proposal("bump", "main", "Bump", "text", false);
  private final GitHubStub gitHub = new GitHubStub();
  private final GitHubForge forge = gitHub.forge();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private static String printed(Throwable thrown) {
    StringWriter out = new StringWriter();
    thrown.printStackTrace(new PrintWriter(out, true));
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "401, Bad credentials, make new ones",
    "403, Resource not accessible by integration, pull requests: write",
    "404, Not Found, may not see the repository",
    "410, Gone, mend what it names",
    "422, Validation Failed, mend what it names"
  })
  void aRefusalNamesWhatToDo(int status, String message, String advice) {
    gitHub.answer(PULLS + "/7", status, "{\"message\":\"" + message + "\"}");

    Throwable thrown = catchThrowable(() -> forge.rewrite(7, "t", "b"));

    assertThat(thrown)
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("rewrite pull request 7 of acme/config")
        .hasMessageContaining(message)
        .hasMessageContaining(advice);
    assertThat(printed(thrown)).doesNotContain(GitHubStub.TOKEN);
    assertThat(gitHub.seen("PATCH", PULLS)).hasSize(1);
  }

  @Test
  void thePermissionThatGitHubNamesIsPassedOn() {
    gitHub.answer(
        PULLS + "/7",
        jsonResponse("{\"message\":\"no\"}", 403)
            .withHeader("X-Accepted-GitHub-Permissions", "pull_requests=write"));

    assertThatThrownBy(() -> forge.close(7)).hasMessageContaining("pull_requests=write");
  }

  @Test
  void theDetailsOf422AreToldSafely() {
    gitHub.answer(
        PULLS,
        422,
        "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\","
            + "\"field\":\"base\",\"code\":\"invalid\"},\"odd\\u0007one\"]}");

    assertThatThrownBy(() -> forge.open(PROPOSAL))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("PullRequest base: invalid")
        .hasMessageContaining("odd\\u0007one");
  }

  @Test
  void aRepositoryThatIsNotThereIsNotAMissingPullRequest() {
    gitHub.answer("/api/v3/repos/acme/config", 404, "{\"message\":\"Not Found\"}");

    assertThatThrownBy(() -> forge.get(1))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("read the repository acme/config");
  }

  @Test
  void aMissingPullRequestIsEmpty() {
    gitHub.answer(PULLS + "/1", 404, "{\"message\":\"Not Found\"}");

    assertThat(forge.get(1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void aPassingFailureOfAReadIsTriedThreeTimes(int status) {
    gitHub.answer(PULLS, status, "<html>");

    assertThatThrownBy(() -> forge.find("bump", "main")).isInstanceOf(TransientFault.class);
    assertThat(gitHub.seen("GET", PULLS)).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
  void aBrokenConnectionOfAReadIsTriedThreeTimes(Fault fault) {
    gitHub.answer(PULLS, aResponse().withFault(fault));

    Throwable thrown = catchThrowable(() -> forge.find("bump", "main"));

    assertThat(thrown)
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("GET localhost/api/v3");
    assertThat(gitHub.seen("GET", PULLS)).hasSize(3);
    assertThat(printed(thrown)).doesNotContain(GitHubStub.TOKEN);
  }

  @Test
  void aCommentIsNeverSentTwice() {
    gitHub.answer(
        "/api/v3/repos/acme/config/issues/7/comments", aResponse().withFault(Fault.EMPTY_RESPONSE));

    assertThatThrownBy(() -> forge.comment(7, "hi")).isInstanceOf(TransientFault.class);
    assertThat(gitHub.seen("POST", "/api")).hasSize(1);
  }

  @Test
  void aLostAnswerToACreationIsFound() {
    gitHub.server.stubFor(
        post(urlPathEqualTo(PULLS)).willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    gitHub.server.stubFor(
        get(urlPathEqualTo(PULLS))
            .willReturn(jsonResponse("[" + pull(9, "open", "bump") + "]", 200)));

    assertThat(forge.open(PROPOSAL)).map(PullRequest::number).contains(9);
    assertThat(gitHub.seen("POST", PULLS)).hasSize(1);
  }

  @Test
  void aFailedCreationThatWasNoneIsTransient() {
    gitHub.server.stubFor(post(urlPathEqualTo(PULLS)).willReturn(jsonResponse("{}", 502)));
    gitHub.server.stubFor(get(urlPathEqualTo(PULLS)).willReturn(jsonResponse("[]", 200)));

    assertThatThrownBy(() -> forge.open(PROPOSAL)).isInstanceOf(TransientFault.class);
    assertThat(gitHub.seen("POST", PULLS)).hasSize(1);
  }

  @Test
  void anExistingPullRequestIsAnswered() {
    gitHub.server.stubFor(
        post(urlPathEqualTo(PULLS))
            .willReturn(
                jsonResponse(
                    "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":"
                        + "\"A pull request already exists for acme:bump.\"}]}",
                    422)));
    gitHub.server.stubFor(
        get(urlPathEqualTo(PULLS))
            .willReturn(
                jsonResponse(
                    "[" + pull(8, "closed", "bump") + "," + pull(3, "open", "bump") + "]", 200)));

    assertThat(forge.open(PROPOSAL)).map(PullRequest::number).contains(3);
  }

  @Test
  void nothingToProposeIsSaidSo() {
    gitHub.answer(
        PULLS,
        422,
        "{\"message\":\"x\",\"errors\":[{\"message\":\"No commits between main and bump\"}]}");

    assertThatThrownBy(() -> forge.open(PROPOSAL))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("holds no commit");
  }

  @Test
  void othersPullRequestsAreNotOurs() {
    gitHub.answer(PULLS, 200, "[" + pull(8, "open", "theirs") + "]");

    assertThat(forge.find("bump", "main")).isEmpty();
    assertThat(gitHub.seen("GET", PULLS).get(0).queryParameter("head").firstValue())
        .isEqualTo("acme:bump");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"number\":", "[[[", "nul", "[{\"number\":\"ghp_not-to-be-seen\"}]", ""})
  void garbageIsTransientAndNotQuoted(String garbage) {
    gitHub.answer(PULLS, 200, garbage);

    Throwable thrown = catchThrowable(() -> forge.find("bump", "main"));

    assertThat(thrown).isInstanceOf(TransientFault.class);
    assertThat(printed(thrown)).doesNotContain(GitHubStub.TOKEN);
  }

  @Test
  void aPageInsteadOfAnApiPointsToTheSetting() {
    gitHub.answer(PULLS, aResponse().withHeader("Content-Type", "text/html").withBody("<html>"));

    assertThatThrownBy(() -> forge.find("bump", "main"))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("api-url");
  }

  @Test
  void aHugeAnswerIsRefused() {
    gitHub.answer(
        PULLS,
        aResponse()
            .withHeader("Content-Type", "application/json")
            .withBody(new byte[17 << 20])
            .withGzipDisabled(true));

    assertThatThrownBy(() -> forge.find("bump", "main"))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("larger than");
  }

  @Test
  void aSlowAnswerIsTransient() {
    OkHttpClient hasty = gitHub.client.newBuilder().readTimeout(Duration.ofMillis(200)).build();
    Credentials token = new Credentials.Token(Secret.of(GitHubStub.TOKEN));
    GitHubForge impatient =
        GitHubForge.connect(gitHub.settings(token), hasty, gitHub.clock, gitHub.clock);
    gitHub.answer(PULLS, jsonResponse("[]", 200).withChunkedDribbleDelay(2, 30_000));

    assertThatThrownBy(() -> impatient.find("bump", "main")).isInstanceOf(TransientFault.class);
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (GitHubStub elsewhere = new GitHubStub()) {
      gitHub.answer(
          PULLS, aResponse().withStatus(301).withHeader("Location", elsewhere.server.url(PULLS)));

      assertThatThrownBy(() -> forge.find("bump", "main"))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining("renamed");
      assertThat(elsewhere.server.getAllServeEvents()).isEmpty();
    }
  }

  @Test
  void aLinkToAnotherHostIsNotFollowed() {
    try (GitHubStub elsewhere = new GitHubStub()) {
      gitHub.answer(
          PULLS,
          jsonResponse("[" + pull(1, "closed", "theirs") + "]", 200)
              .withHeader("Link", "<" + elsewhere.server.url(PULLS) + "?page=2>; rel=\"next\""));

      assertThat(forge.find("bump", "main")).isEmpty();
      assertThat(elsewhere.server.getAllServeEvents()).isEmpty();
    }
  }

  @Test
  void moreThanThirtyAreNotListed() {
    String page = String.join(",", Collections.nCopies(100, pull(1, "closed", "bump")));
    gitHub.answer(PULLS, 200, "[" + page + "]");

    assertThat(forge.find("bump", "main")).hasSize(30);
    assertThat(gitHub.seen("GET", PULLS)).hasSize(1);
  }

  @Test
  void aServerWithoutMergeQueuesIsAskedForTheStateOnly() {
    gitHub.answer(
        "/api/graphql",
        200,
        "{\"errors\":[{\"message\":\"Field 'isInMergeQueue' doesn't exist on 'PullRequest'\"}]}");
    gitHub.answer(PULLS + "/7", 200, "{\"mergeable_state\":\"behind\"}");

    assertThat(forge.standing(7)).isEqualTo(new Standing(false, true));
  }

  @Test
  void rulesThatCannotBeAskedForAreNone() {
    gitHub.answer(
        "/api/v3/repos/acme/config/rules/branches/main", 403, "{\"message\":\"Upgrade\"}");

    assertThat(forge.commits("main")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"url\":\"https://x.example\",\"enabled\":true} | true",
        "200 | {\"url\":\"https://x.example\",\"enabled\":false} | false",
        "404 | {\"message\":\"Branch not protected\"} | false",
        "403 | {\"message\":\"Resource not accessible by integration\"} | false"
      })
  void classicProtectionThatTakesSignedCommitsOnlyMakesGitHubCommit(
      int status, String answer, boolean made) {
    gitHub.answer("/api/v3/repos/acme/config/rules/branches/rel%2Fx", 200, "[]");
    gitHub.answer("/api/v3/repos/acme/config/rules/branches/rel/x", 200, "[]");
    gitHub.answer(
        "/api/v3/repos/acme/config/branches/rel%2Fx/protection/required_signatures",
        status, answer);

    assertThat(forge.commits("rel/x").isPresent()).isEqualTo(made);
    assertThat(forge.commits("rel/x").isPresent()).as("remembered").isEqualTo(made);
    assertThat(gitHub.seen("GET", "/api/v3/repos/acme/config/branches/")).hasSize(1);
  }

  @Test
  void gitGetsTheSameTokenAndDoesNotPrintIt() {
    assertThat(forge.login().get().user()).isEqualTo("x-access-token");
    assertThat(forge.login().get().password().reveal()).isEqualTo(GitHubStub.TOKEN);
    assertThat(List.of(forge.login().get()).toString()).doesNotContain(GitHubStub.TOKEN);
  }
}
