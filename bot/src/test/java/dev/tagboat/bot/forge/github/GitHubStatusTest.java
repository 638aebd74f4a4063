package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Announcer.Course;
import dev.tagboat.bot.forge.Announcer.News;
import dev.tagboat.bot.git.CommitId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A commit is vouched for once; a refusal is a warning. */
class GitHubStatusTest {
  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static final String REPO = "/api/v3/repos/acme/config/";
  private static final String SET = REPO + "statuses/" + HEAD.value();
  private static final String ASK = REPO + "commits/" + HEAD.value() + "/statuses";

  private final GitHubStub gitHub = new GitHubStub();
  private final GitHubForge forge = gitHub.forge();

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private List<String> say(boolean fresh, String how) {
    return forge
        .announcer()
        .orElseThrow()
        .status(HEAD, Announcer.VERIFIED, new News(Course.GOOD, how), fresh);
  }

  private static String has(String state, String description) {
    return "[{\"context\":\"ci\",\"state\":\"failure\"},{\"context\":"
        + "\"Tagboat/verified\",\"state\":\"%s\",\"description\":\"%s\"}]"
            .formatted(state, description);
  }

  @Test
  void aNewCommitIsVouchedForWithoutAQuestion() {
    gitHub.answer(SET, 201, "{}");

    assertThat(say(true, "signed by keys/cosign.pub")).isEmpty();
    assertThat(say(false, "signed by keys/cosign.pub")).isEmpty();

    gitHub.server.verify(
        1,
        postRequestedFor(urlPathEqualTo(SET))
            .withRequestBody(
                equalToJson(
                    """
                    {"state":"success","context":"tagboat/verified",\
                    "description":"signed by keys/cosign.pub"}""")));
    assertThat(gitHub.seen("GET", ASK)).isEmpty();
  }

  @Test
  void anOlderCommitIsAskedForOnceAndLeftAloneWhenItHasIt() {
    gitHub.answer(ASK, 200, has("success", "ok"));

    assertThat(say(false, "ok")).isEmpty();
    assertThat(say(false, "ok")).isEmpty();

    assertThat(gitHub.seen("GET", ASK)).hasSize(1);
    assertThat(gitHub.seen("POST", SET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"success", "failure"})
  void anOlderCommitThatSaysSomethingElseIsVouchedFor(String state) {
    gitHub.answer(ASK, 200, has(state, "something else"));
    gitHub.answer(SET, 201, "{}");

    assertThat(say(false, "ok")).isEmpty();

    assertThat(gitHub.seen("POST", SET)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 422})
  void aRefusalIsAWarningOnce(int status) {
    gitHub.answer(SET, status, "{\"message\":\"Resource not accessible by integration\"}");

    assertThat(say(true, "ok"))
        .singleElement()
        .asString()
        .contains("set the status tagboat/verified of " + HEAD.abbreviated(), "" + status);
    assertThat(say(false, "ok")).isEmpty();
    assertThat(gitHub.seen("POST", SET)).hasSize(1);
  }

  @Test
  void aFailureIsNoWarning() {
    gitHub.answer(SET, 500, "{}");

    assertThatThrownBy(() -> say(true, "ok")).isInstanceOf(TransientFault.class);
  }

  @Test
  void whatIsTooLongForGitHubIsCut() {
    gitHub.answer(SET, 201, "{}");

    say(true, "x".repeat(200));

    assertThat(gitHub.seen("POST", SET).get(0).getBodyAsString())
        .contains("\"" + "x".repeat(139) + "…\"");
  }
}
