package dev.tagboat.bot.forge.github;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Standing;
import dev.tagboat.bot.forge.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All that is known of a branch, in one question. */
final class BranchReadingTest {
  private static final String GRAPH = "/api/graphql";
  private static final String PULL =
      "\"url\":\"http://127.0.0.1/acme/config/pull/%1$d\",\"number\":%1$d,\"title\":\"t\","
          + "\"body\":\"b\",\"state\":\"%2$s\",\"isDraft\":false,\"isCrossRepository\":%3$b,"
          + "\"headRefName\":\"tagboat/app\",\"headRefOid\":\"abc\",\"baseRefName\":\"main\"";
  private static final String OPEN =
      "{"
          + PULL.formatted(7, "OPEN", false)
          + ",\"isInMergeQueue\":true,\"mergeStateStatus\":\"BEHIND\",\"autoMergeRequest\":null,"
          + "\"labels\":{\"nodes\":[{\"name\":\"l\"}]},"
          + "\"assignees\":{\"nodes\":[{\"login\":\"ann\"}]},"
          + "\"reviewRequests\":{\"nodes\":[{\"requestedReviewer\":{\"login\":\"ann\"}},"
          + "{\"requestedReviewer\":{\"slug\":\"ops\"}},{\"requestedReviewer\":null}]},"
          + "\"comments\":{\"nodes\":["
          + "{\"fullDatabaseId\":\"5000000001\",\"body\":\"x\",\"author\":{\"login\":\"ann\"}},"
          + "{\"fullDatabaseId\":\"5000000002\",\"body\":\"y\","
          + "\"author\":{\"login\":\"ann\",\"bot\":\"ann\"}},"
          + "{\"fullDatabaseId\":\"5000000003\",\"body\":\"z\",\"author\":null}]}}";
  private static final String HIDDEN =
      "[{\"type\":\"FORBIDDEN\",\"message\":\"Resource not accessible by integration\","
          + "\"path\":[\"repository\",\"open\",\"nodes\",0,\"reviewRequests\",\"nodes\",2,"
          + "\"requestedReviewer\"]}]";

  private final GitHubStub gitHub = new GitHubStub();
  private final GitHubForge forge = gitHub.forge();

  @BeforeEach
  void singleQuestions() {
    gitHub.answer(GitHubStub.PULLS, 200, "[" + GitHubStub.pull(9, "open", "tagboat/app") + "]");
  }

  @AfterEach
  void stop() {
    gitHub.close();
  }

  private Reading read(boolean exists) {
    return forge.read(new Subject("tagboat/app", "main", exists, null, Decoration.NONE, null));
  }

  private void answer(String open, String past, String more, String errors) {
    gitHub.answer(
        GRAPH,
        200,
        "{\"data\":{\"repository\":{\"id\":\"R_1\",\"open\":{\"nodes\":["
            + open
            + "]},\"past\":{\"nodes\":["
            + past
            + "]}"
            + more
            + "}},\"errors\":"
            + errors
            + "}");
  }

  @Test
  void whatMayNotBeSeenIsLeftOut() {
    answer(OPEN, "{" + PULL.formatted(3, "MERGED", false) + "}", "", HIDDEN);

    List<PullRequest> found = read(true).pullRequests();

    assertThat(found).extracting(PullRequest::number).containsExactly(7, 3);
    assertThat(found)
        .extracting(PullRequest::state)
        .containsExactly(PullRequest.State.OPEN, PullRequest.State.MERGED);
    assertThat(found.get(0).marks())
        .isEqualTo(new Decoration(List.of("l"), List.of("ann"), List.of("ops"), List.of("ann")));
    assertThat(gitHub.seen("GET", GitHubStub.PULLS)).isEmpty();
  }

  @Test
  void commentsAndStandingNeedNoFurtherQuestion() {
    answer(OPEN, "", "", HIDDEN);
    Reading reading = read(true);

    assertThat(reading.comments(7))
        .containsExactly(
            new Comment(5_000_000_001L, "ann", "x"),
            new Comment(5_000_000_002L, "ann[bot]", "y"),
            new Comment(5_000_000_003L, "ghost", "z"));
    assertThat(reading.standing(7)).isEqualTo(new Standing(true, true));
    assertThat(gitHub.seen()).hasSize(1);
  }

  @Test
  void aBranchOfAForkIsNotOurs() {
    answer("{" + PULL.formatted(7, "OPEN", true) + "}", "", "", "[]");

    assertThat(read(true).pullRequests()).isEmpty();
  }

  @Test
  void ourPaceIsCountedByBranch() {
    String ours = "{\"createdAt\":\"2026-11-24T07:30:00Z\",\"headRefName\":\"tagboat/x\",";
    String local = "\"isCrossRepository\":false}";
    String all =
        ours
            + local
            + ","
            + ours
            + "\"isCrossRepository\":true},"
            + ours.replace("tagboat/x", "other")
            + local
            + ","
            + ours.replace("07:30", "05:30")
            + local;
    answer(
        "",
        "",
        ",\"newest\":{\"nodes\":["
            + all
            + "]},\"allOpen\":{\"pageInfo\":{\"hasNextPage\":false},\"nodes\":["
            + all
            + "]}",
        "[]");

    assertThat(read(false).pace("tagboat/", Instant.parse("2026-11-24T07:00:00Z")))
        .isEqualTo(new Pace(2, List.of(Instant.parse("2026-11-24T07:30:00Z"))));
  }

  @Test
  void moreThanAHundredOpenOnesAreListed() {
    answer(
        "",
        "",
        ",\"newest\":{\"nodes\":[]},\"allOpen\":{\"pageInfo\":{\"hasNextPage\":true},\"nodes\":[]}",
        "[]");

    assertThat(read(false).pace("tagboat/", Instant.EPOCH).open()).isEqualTo(1);
  }

  @Test
  void anyOtherErrorLeavesItToTheSingleQuestions() {
    answer(
        OPEN,
        "",
        "",
        "[{\"type\":\"ODD\",\"message\":\"no\",\"path\":[\"repository\",\"open\",\"nodes\"]}]");

    assertThat(read(true).pullRequests()).extracting(PullRequest::number).containsExactly(9);
  }

  @Test
  void anOlderServerIsTriedOnce() {
    gitHub.answer(
        GRAPH,
        200,
        "{\"errors\":[{\"message\":\"Field 'rules' doesn't exist on type 'Ref'\","
            + "\"path\":[\"query\",\"repository\",\"rules\",\"rules\"]}]}");

    assertThat(read(true).pullRequests()).hasSize(1);
    assertThat(read(true).pullRequests()).hasSize(1);
    assertThat(gitHub.seen("POST", GRAPH)).hasSize(1);
  }

  @Test
  void aLimitIsNotGotAround() {
    gitHub.answer(
        GRAPH,
        200,
        "{\"data\":null,\"errors\":[{\"type\":\"RATE_LIMITED\",\"message\":\"API rate limit\"}]}");

    assertThatThrownBy(() -> read(true)).isInstanceOf(TransientFault.class);
    assertThat(gitHub.seen("GET", GitHubStub.PULLS)).isEmpty();
  }

  @Test
  void aQuestionMayBeAskedAgain() {
    gitHub.server.stubFor(
        post(urlPathEqualTo(GRAPH))
            .inScenario("bad gateway")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(jsonResponse("{}", 502))
            .willSetStateTo("mended"));
    gitHub.server.stubFor(
        post(urlPathEqualTo(GRAPH))
            .inScenario("bad gateway")
            .whenScenarioStateIs("mended")
            .willReturn(
                jsonResponse(
                    "{\"data\":{\"repository\":{\"id\":\"R_1\",\"open\":{\"nodes\":["
                        + OPEN
                        + "]},\"past\":{\"nodes\":[]}}}}",
                    200)));

    assertThat(read(true).pullRequests()).extracting(PullRequest::number).containsExactly(7);
    assertThat(gitHub.seen("POST", GRAPH)).hasSize(2);
  }
}
