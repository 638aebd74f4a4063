package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GitHub;

/** A pull request of GitHub as ours. */
final class Pulls {
  private Pulls() {}

  static PullRequest value(GHPullRequest pull) throws IOException {
    boolean open = pull.getState() == GHIssueState.OPEN;
    if (pull.getHead() == null || pull.getBase() == null || pull.getHtmlUrl() == null) {
      throw new IOException("a pull request without head, base or page");
    }
    return new PullRequest(
        pull.getNumber(),
        pull.getHtmlUrl().toString(),
        state(open, pull),
        // github-api loads a listed pull request again to answer this: not worth it for closed
        // ones.
        open && pull.isDraft(),
        text(pull.getTitle()),
        text(pull.getBody()),
        pull.getHead().getRef(),
        pull.getHead().getSha(),
        pull.getBase().getRef());
  }

  static PullRequest value(JsonNode json) throws IOException {
    return value(
        GitHub.getMappingObjectReader()
            .forType(GHPullRequest.class)
            .<GHPullRequest>readValue(json));
  }

  private static PullRequest.State state(boolean open, GHPullRequest pull) {
    if (open) {
      return PullRequest.State.OPEN;
    }
    return pull.getMergedAt() == null ? PullRequest.State.CLOSED : PullRequest.State.MERGED;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
