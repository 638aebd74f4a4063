package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A pull request of GitHub as ours. */
final class Pulls {
  private Pulls() {}

  static PullRequest value(JsonNode json) throws IOException {
    JsonNode head = json.path("head");
    JsonNode base = json.path("base");
    if (!json.path("number").isInt()
        || !json.path("html_url").isTextual()
        || !head.path("ref").isTextual()
        || !base.path("ref").isTextual()) {
      throw new IOException("a pull request without number, head, base or page");
    }
    return new PullRequest(
        json.path("number").intValue(),
        json.path("html_url").textValue(),
        state(json),
        json.path("draft").asBoolean(),
        json.path("title").asText(""),
        // A body that is not there is null.
        json.path("body").isTextual() ? json.path("body").textValue() : "",
        head.path("ref").textValue(),
        head.path("sha").asText(),
        base.path("ref").textValue(),
        marks(json),
        json.path("auto_merge").isObject(),
        // Only in the answer about one of them, not in lists.
        json.path("merged_by").path("login").textValue());
  }

  private static PullRequest.State state(JsonNode json) {
    if (json.path("state").asText().equals("open")) {
      return PullRequest.State.OPEN;
    }
    return json.path("merged_at").isTextual() ? PullRequest.State.MERGED : PullRequest.State.CLOSED;
  }

  private static Decoration marks(JsonNode json) {
    return new Decoration(
        texts(json.path("labels"), "name"),
        texts(json.path("requested_reviewers"), "login"),
        texts(json.path("requested_teams"), "slug"),
        texts(json.path("assignees"), "login"));
  }

  static List<String> texts(JsonNode list, String key) {
    List<String> texts = new ArrayList<>();
    list.forEach(element -> texts.add(element.path(key).asText()));
    return texts;
  }
}
