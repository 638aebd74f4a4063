package dev.tagboat.bot.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PullsTest {
  private static ObjectNode merged() throws IOException {
    ObjectNode json =
        (ObjectNode)
            JsonMapper.builder().build().readTree(GitHubStub.pull(7, "closed", "tagboat/web"));
    return json.put("merged_at", "2026-01-02T12:00:00Z");
  }

  @Test
  void whoMergedItIsToldWhereTheForgeDoes() throws IOException {
    ObjectNode told = merged();
    told.putObject("merged_by").put("login", "octocat");

    assertThat(Pulls.value(told))
        .returns(PullRequest.State.MERGED, PullRequest::state)
        .returns("octocat", PullRequest::mergedBy);
    // A list leaves it out, and an account may be gone.
    assertThat(Pulls.value(merged()).mergedBy()).isNull();
    assertThat(Pulls.value(merged().putNull("merged_by")).mergedBy()).isNull();
  }
}
