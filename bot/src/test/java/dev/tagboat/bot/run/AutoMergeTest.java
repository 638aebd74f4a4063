package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.Protection;
import dev.tagboat.bot.net.HttpClients;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** {@code auto-merge}: GitHub merges, and never past the rules of the branch. */
final class AutoMergeTest extends MannersTestBase {
  private static final String ON = "auto-merge: {enabled: true, method: squash}";

  private void rules(List<String> checks, boolean queue) {
    repo.forge().protect("acme", "config", new Protection("main", checks, queue, false, false));
  }

  private PullRequest pull() {
    return repo.target().forge().get(1).orElseThrow();
  }

  private void post(String path, Map<String, ?> body) throws IOException {
    Request request =
        new Request.Builder()
            .url(repo.forge().apiUrl() + path)
            .header("Authorization", "Bearer " + ConfigRepoFixture.TOKEN)
            .post(
                RequestBody.create(
                    new ObjectMapper().writeValueAsBytes(body), MediaType.get("application/json")))
            .build();
    try (Response response = HttpClients.shared().newCall(request).execute()) {
      assertThat(response.code()).isLessThan(300);
    }
  }

  @Test
  void gitHubMergesOnceTheChecksAreGreen() throws IOException {
    rules(List.of("ci"), false);
    settings(ON);

    Outcome.Proposed outcome = proposed(propose("app:1.4.2"));

    assertThat(outcome.warnings()).isEmpty();
    assertThat(pull().autoMerge()).isTrue();
    assertThat(pull().isOpen()).isTrue();
    post(
        "/repos/acme/config/statuses/" + pull().headSha(),
        Map.of("state", "success", "context", "ci"));
    assertThat(pull().state()).isEqualTo(PullRequest.State.MERGED);
  }

  @Test
  void aBranchThatAsksForNothingIsNotMergedInto() {
    settings(ON);

    Outcome.Proposed outcome = proposed(propose("app:1.4.2"));

    assertThat(outcome.warnings()).singleElement().asString().contains("no review and no check");
    assertThat(pull().isOpen()).isTrue();
  }

  @Test
  void whenAllThatTheBranchAsksForIsMetAlreadyItIsMergedByThatVeryCommit() throws IOException {
    rules(List.of("ci"), false);
    proposed(propose("app:1.4.2"));
    post(
        "/repos/acme/config/statuses/" + pull().headSha(),
        Map.of("state", "success", "context", "ci"));
    repo.forge()
        .commit(
            "acme",
            "config",
            "main",
            "ann",
            "Settings",
            Map.of(
                ".tagboat.yaml",
                ("version: 1\npull-requests: {" + ON + "}\n")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    Outcome.Proposed outcome = proposed(propose("app:1.4.2"));

    assertThat(outcome.warnings()).isEmpty();
    assertThat(pull().state()).isEqualTo(PullRequest.State.MERGED);
  }

  @Test
  void withAMergeQueueItIsQueued() {
    rules(List.of(), true);
    settings(ON);

    assertThat(proposed(propose("app:1.4.2")).warnings()).isEmpty();

    assertThat(repo.target().forge().standing(1).queued()).isTrue();
    assertThat(pull().isOpen()).isTrue();
  }

  @Test
  void whoSwitchesItOffIsNotOverruled() throws IOException {
    rules(List.of("ci"), false);
    settings(ON);
    proposed(propose("app:1.4.2"));
    repo.forge().stopAutoMerge("acme", "config", 1);

    proposed(propose("app:1.4.3"));

    assertThat(pull().autoMerge()).isFalse();
  }

  @Test
  void aDraftIsNotMerged() {
    rules(List.of("ci"), false);
    settings(ON + ", draft: true");

    proposed(propose("app:1.4.2"));

    assertThat(pull().autoMerge()).isFalse();
  }
}
