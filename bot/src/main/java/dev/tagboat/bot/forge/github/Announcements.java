package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.git.CommitId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commit statuses, deployments and the one comment. */
final class Announcements implements Announcer {
  /** Tells our deployments from those that others make of the same commit. */
  private static final String TASK = "tagboat";

  private final Endpoint endpoint;
  private final Conversations conversations;
  private final CommitStatuses statuses;
  private final String slug;

  Announcements(Endpoint endpoint, Conversations conversations, String slug) {
    this.endpoint = endpoint;
    this.conversations = conversations;
    this.statuses = new CommitStatuses(endpoint);
    this.slug = slug;
  }

  @Override
  public Optional<CommitId> mergeCommit(int number) {
    JsonNode pull = pull(number);
    // Of an open one it is the commit of a trial merge.
    return pull.path("merged_at").isTextual() && pull.path("merge_commit_sha").isTextual()
        ? Optional.of(new CommitId(pull.path("merge_commit_sha").textValue()))
        : Optional.empty();
  }

  private JsonNode pull(int number) {
    return Calls.run(
        "read pull request " + number + " of " + slug,
        "pull requests: read",
        () -> endpoint.get("pulls/" + number));
  }

  @Override
  public List<String> status(CommitId commit, String context, News news, boolean fresh) {
    String state =
        switch (news.course()) {
          case UNDER_WAY -> "pending";
          case GOOD -> "success";
          case BAD -> "failure";
        };
    return statuses.set(commit, context, state, news.sentence(), fresh);
  }

  private static boolean isSaid(Optional<JsonNode> newest, String state, String description) {
    return newest
        .filter(one -> one.path("state").asText().equals(state))
        .filter(one -> one.path("description").asText().equals(description))
        .isPresent();
  }

  private static ObjectNode object(String state, String description) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", state)
        .put("description", description);
  }

  @Override
  public void deployment(CommitId commit, String environment, News news) {
    String state =
        switch (news.course()) {
          case UNDER_WAY -> "in_progress";
          case GOOD -> "success";
          case BAD -> "failure";
        };
    String description = CommitStatuses.cut(news.sentence());
    Calls.run(
        "tell of the deployment of " + commit.abbreviated() + " in " + slug,
        "deployments: write",
        () -> {
          long id = deployment(commit, environment);
          List<JsonNode> known = endpoint.list("deployments/" + id + "/statuses", Map.of(), 1);
          if (isSaid(known.stream().findFirst(), state, description)) {
            return true;
          }
          JsonNode unused =
              endpoint.send(
                  "POST",
                  "deployments/" + id + "/statuses",
                  object(state, description).put("environment", environment));
          return true;
        });
  }

  private long deployment(CommitId commit, String environment) throws IOException {
    List<JsonNode> known =
        endpoint.list(
            "deployments",
            Map.of("sha", commit.value(), "environment", environment, "task", TASK),
            1);
    if (!known.isEmpty()) {
      return known.get(0).path("id").asLong();
    }
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("ref", commit.value())
            .put("task", TASK)
            .put("environment", environment)
            .put("description", "applied by Tagboat's applier")
            // GitHub would merge the default branch into it, and wait for statuses such as ours.
            .put("auto_merge", false);
    body.putArray("required_contexts");
    JsonNode made = endpoint.send("POST", "deployments", body);
    if (!made.path("id").isIntegralNumber()) {
      throw new IOException("a deployment without an id");
    }
    return made.path("id").asLong();
  }

  @Override
  public void comment(int number, String marker, String body) {
    String author = pull(number).path("user").path("login").asText();
    String text = marker + "\n" + body;
    Calls.run(
        "comment on pull request " + number + " of " + slug,
        "pull requests: write",
        () -> {
          // Anybody can write the marker: only who opened the pull request, that is us, counts.
          Optional<Comment> ours =
              conversations.comments(number).stream()
                  .filter(one -> one.author().equals(author))
                  .filter(one -> one.body().startsWith(marker))
                  .findFirst();
          if (ours.filter(one -> one.body().equals(text)).isPresent()) {
            return true;
          }
          ObjectNode json = JsonNodeFactory.instance.objectNode().put("body", text);
          JsonNode unused =
              ours.isPresent()
                  ? endpoint.send("PATCH", "issues/comments/" + ours.get().id(), json)
                  : endpoint.send("POST", "issues/" + number + "/comments", json);
          return true;
        });
  }
}
