package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import java.util.Map;

/** Changes to a pull request that is there, and to what is said on it. */
final class Writes {
  /** The permission that these take. */
  static final String NEED = "pull requests: write";

  private final GitHubSettings settings;
  private final Endpoint endpoint;
  private final Conversations conversations;
  private final ObjectMapper mapper = new ObjectMapper();

  Writes(GitHubSettings settings, Endpoint endpoint, Conversations conversations) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.conversations = conversations;
  }

  PullRequest rewrite(int number, String title, String body) {
    JsonNode texts = mapper.valueToTree(Map.of("title", title, "body", body));
    return Calls.run(
        "rewrite " + settings.pullRequest(number),
        NEED,
        () -> Pulls.value(endpoint.send("PATCH", "pulls/" + number, texts)));
  }

  void comment(int number, String body) {
    JsonNode comment = mapper.valueToTree(Map.of("body", body));
    Calls.run(
        "comment on " + settings.pullRequest(number),
        NEED,
        () -> endpoint.send("POST", "issues/" + number + "/comments", comment));
  }

  void close(int number) {
    JsonNode closed = mapper.valueToTree(Map.of("state", "closed"));
    Calls.run(
        "close " + settings.pullRequest(number),
        NEED,
        () -> endpoint.send("PATCH", "pulls/" + number, closed));
  }

  void react(long comment, Reaction reaction) {
    Calls.run("answer a comment", NEED, () -> conversations.react(comment, reaction));
  }
}
