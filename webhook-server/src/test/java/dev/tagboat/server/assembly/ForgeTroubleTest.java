package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.embedded.FaultAction;
import dev.tagboat.bot.forge.embedded.FaultRule;
import dev.tagboat.bot.forge.embedded.Faults;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the forge may answer to each call, as it reads at {@code /api/v1/pushes/ID}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForgeTroubleTest {
  private static final String API = "/api/v3/repos/acme/config";
  private static final String GRAPH = "/api/graphql";
  private static final String WRITE = "The token needs \"pull requests: write\"";

  @TempDir static Path folder;

  private final StubRegistry registry = new StubRegistry();
  private ConfigRepoFixture repo;
  private TroubleStage stage;
  private int images;

  @BeforeAll
  void start() {
    repo = ConfigRepoFixture.start(folder);
    settings("");
    stage = TroubleStage.start(TroubleParts.of(folder, registry, repo));
  }

  @AfterEach
  void allFaultsHappened() {
    repo.forge().faults().clear();
  }

  @AfterAll
  void stop() throws IOException {
    try {
      stage.assertDiscreet();
    } finally {
      stage.close();
      repo.close();
      registry.close();
    }
  }

  // All cases share one repository, where more would wait by default.
  private void settings(String more) {
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml",
            "version: 1\npull-requests: {max-open: 1000, per-hour: 1000" + more + "}\n"));
  }

  /** An image that only this case is about, at 1.0.0. */
  private String newImage() {
    String path = "acme/app-" + ++images;
    repo.commit("main", Map.of("apps/app-" + images + ".yaml", manifest(path, "1.0.0")));
    return path;
  }

  private String manifest(String path, String tag) {
    return """
    apiVersion: v1
    kind: Pod
    spec:
      containers:
        - {name: app, image: "%s/%s:%s"} # ours
    """
        .formatted(registry.host(), path, tag);
  }

  private JsonNode outcome(String path, String tag, String state) throws IOException {
    return stage.outcome(registry.host(), path, tag, state);
  }

  private Faults faults() {
    return repo.forge().faults();
  }

  /** With a proposal for 1.1.0 already, where the call is one that changes it. */
  private String prepared(String method) throws IOException {
    String path = newImage();
    if (method.equals("PATCH")) {
      outcome(path, "1.1.0", "proposed");
    }
    return path;
  }

  private static String url(String call) {
    if (call.equals("graphql")) {
      return GRAPH;
    }
    return call.startsWith("git") || call.startsWith("info")
        ? "/acme/config\\.git/" + call
        : API + call;
  }

  private void assertProposedOnce(JsonNode push, String path) {
    JsonNode target = push.path("targets").path(0);
    String branch = target.path("branch").asText();
    String file = "apps/" + path.substring("acme/".length()) + ".yaml";
    assertThat(repo.commitsOn(branch)).containsExactly(target.path("commit").asText());
    assertThat(repo.pullRequests().stream().filter(pr -> pr.head().equals(branch)))
        .singleElement()
        .satisfies(
            pr ->
                assertThat(pr.number())
                    .isEqualTo(target.path("pullRequest").path("number").asInt()))
        .satisfies(pr -> assertThat(pr.isOpen()).isTrue());
    assertThat(repo.read(branch, file)).isEqualTo(manifest(path, push.path("tag").asText()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET   | /pulls      | 401 | does not accept our credentials (401",
        "GET   | /pulls      | 403 | The token needs \"pull requests: read\" on this repository",
        "GET   | /pulls      | 404 | a token that may not see the repository gets the same answer",
        "POST  | /pulls      | 401 | Perhaps they expired or were revoked: make new ones",
        "POST  | /pulls      | 403 | " + WRITE,
        "POST  | /pulls      | 404 | (needed: \"pull requests: write\")",
        "POST  | /pulls      | 422 | Trying again will not help: mend what it names",
        "PATCH | /pulls/\\d+ | 403 | " + WRITE,
        "PATCH | /pulls/\\d+ | 404 | (needed: \"pull requests: write\")",
        "PATCH | /pulls/\\d+ | 422 | Trying again will not help: mend what it names",
        "PATCH | /pulls/\\d+ | 302 | The repository was probably renamed or moved",
        "GET   | info/refs   | 401 | the server does not accept the credentials (401). Renew the",
        "GET   | info/refs   | 403 | Give them access to the repository",
        "GET   | info/refs   | 404 | no such repository, or these credentials may not see it",
        "POST  | git-receive-pack | 403 | these credentials may not do that (403)",
      })
  void aRefusalFailsAtOnceAndIsMendedByAPerson(
      String method, String call, int status, String sentence) throws IOException {
    String path = prepared(method);
    String said = "no, " + ConfigRepoFixture.TOKEN + "!";
    faults().respond(method, url(call), 1, status, said);
    if (method.equals("GET") && call.equals("/pulls")) {
      // The single questions tell what is wrong with the one for all.
      faults().respond("POST", GRAPH, 1, status, said);
    }

    JsonNode failed = outcome(path, "1.2.0", "failed");

    assertThat(TroubleStage.sentence(failed)).contains(sentence).doesNotContain("gave up");
    assertProposedOnce(stage.retry(failed, "proposed"), path);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, graphql",
    "POST, /pulls",
    "PATCH, /pulls/\\d+",
    "GET, info/refs",
    "POST, git-upload-pack",
    "POST, git-receive-pack"
  })
  void whatPassesEndsInOneBranchOneCommitAndOnePullRequest(String method, String call)
      throws IOException {
    String url = url(call);
    for (int status : new int[] {500, 503, 429}) {
      String path = prepared(method);
      faults().add(fault(method, url, status));
      assertProposedOnce(outcome(path, "1.2.0", "proposed"), path);
      assertThat(faults().pending()).isEmpty();
    }
    String cut = prepared(method);
    faults().drop(method, url, 1);
    assertProposedOnce(outcome(cut, "1.2.0", "proposed"), cut);
    String lost = prepared(method);
    faults().loseAnswer(method, url, 1);
    assertProposedOnce(outcome(lost, "1.2.0", "proposed"), lost);
    assertThat(faults().pending()).isEmpty();
  }

  private static FaultRule fault(String method, String url, int status) {
    Map<String, String> headers = status == 429 ? Map.of("Retry-After", "0") : Map.of();
    return new FaultRule(
        method,
        Pattern.compile(url),
        1,
        new FaultAction.Respond(status, headers, "{\"message\":\"not now\"}", false));
  }

  @ParameterizedTest
  @CsvSource({"POST, graphql", "POST, /pulls", "PATCH, /pulls/\\d+"})
  void theSecondaryLimitIsWaitedOut(String method, String call) throws IOException {
    String path = prepared(method);
    faults().secondaryLimit(method, url(call), 1, Optional.empty());

    assertThat(stage.announce(registry.host(), path, "1.2.0")).isEqualTo(202);
    JsonNode waiting = stage.awaitHistory(registry.host(), path, "1.2.0", "trying again at");

    assertThat(waiting.path("state").asText()).isEqualTo("confirmed");
    assertThat(TroubleStage.history(waiting)).contains("It asks for a pause of 60 seconds");
    stage.clock().advance(Duration.ofSeconds(61));
    String image = registry.host() + "/" + path;
    assertProposedOnce(stage.api().await(image, "1.2.0", "proposed"), path);
  }

  @Test
  void troubleThatDoesNotPassIsGivenUpInTheEnd() throws IOException {
    String path = newImage();
    String questions = GRAPH + "|" + url("/pulls");
    faults().respond("*", questions, 2 * TroubleParts.ATTEMPTS, 500, "oops");

    JsonNode failed = outcome(path, "1.2.0", "failed");

    assertThat(TroubleStage.sentence(failed))
        .contains("but GitHub failed (500: \"oops\"). It is tried again later.")
        .endsWith("(gave up after 3 attempts; when that is mended, have the push tried again)");
    assertProposedOnce(stage.retry(failed, "proposed"), path);
  }

  @Test
  void whatDecoratesThePullRequestMayBeRefused() throws IOException {
    settings(", labels: [bot], reviewers: [ann], assignees: [bob]");
    faults().respond("POST", url("/labels"), 1, 403, "no labels");
    faults().respond("POST", url("/issues/\\d+/labels"), 1, 404, "none");
    faults().respond("POST", url("/pulls/\\d+/requested_reviewers"), 1, 422, "not she");
    faults().respond("POST", url("/issues/\\d+/assignees"), 1, 403, "not he");
    String path = newImage();

    JsonNode push = outcome(path, "1.2.0", "proposed");

    assertProposedOnce(push, path);
    assertThat(TroubleStage.history(push))
        .contains("warning: Tried to add labels to pull request")
        .contains("(403: \"no labels\")")
        .contains("warning: Tried to ask \"ann\" for a review, but GitHub refuses (422")
        .contains("warning: Tried to assign pull request");
    settings("");
  }
}
