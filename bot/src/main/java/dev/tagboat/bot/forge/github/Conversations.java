package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Reaction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What people said and did on pull requests. */
final class Conversations {
  /** Of a longer history only the beginning counts: it is where the marks were put on. */
  private static final int PAGES = 5;

  private static final int MOST = 100;

  private final Endpoint endpoint;

  Conversations(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  List<Comment> comments(int number) throws IOException {
    List<JsonNode> all = endpoint.list("issues/" + number + "/comments", Map.of(), PAGES);
    return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
        .map(
            json ->
                new Comment(
                    json.path("id").asLong(),
                    // A deleted account is null.
                    json.path("user").path("login").asText("ghost"),
                    json.path("body").asText("")))
        .toList();
  }

  /** GitHub shows {@code maintain} as write, and {@code triage} as read. */
  boolean mayWrite(String login) throws IOException {
    try {
      JsonNode answer = endpoint.get("collaborators", login, "permission");
      return List.of("admin", "write").contains(answer.path("permission").asText());
    } catch (Refusal e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  JsonNode react(long comment, Reaction reaction) throws IOException {
    String content =
        switch (reaction) {
          case DONE -> "+1";
          case NO -> "-1";
          case UNCLEAR -> "confused";
        };
    return endpoint.send(
        "POST",
        "issues/comments/" + comment + "/reactions",
        JsonNodeFactory.instance.objectNode().put("content", content));
  }

  Decoration history(int number) throws IOException {
    List<String> labels = new ArrayList<>();
    List<String> people = new ArrayList<>();
    List<String> teams = new ArrayList<>();
    List<String> assignees = new ArrayList<>();
    for (JsonNode event : events(number)) {
      switch (event.path("event").asText()) {
        case "labeled" -> labels.add(event.path("label").path("name").asText());
        case "assigned" -> assignees.add(event.path("assignee").path("login").asText());
        case "review_requested" -> {
          people.add(event.path("requested_reviewer").path("login").asText());
          teams.add(event.path("requested_team").path("slug").asText());
        }
        default -> {}
      }
    }
    return new Decoration(labels, people, teams, assignees);
  }

  boolean wasReopened(int number) throws IOException {
    return has(number, "reopened");
  }

  boolean wasOnMilestone(int number) throws IOException {
    return has(number, "milestoned");
  }

  private boolean has(int number, String kind) throws IOException {
    return events(number).stream().anyMatch(event -> event.path("event").asText().equals(kind));
  }

  private List<JsonNode> events(int number) throws IOException {
    return endpoint.list("issues/" + number + "/events", Map.of(), PAGES);
  }
}
