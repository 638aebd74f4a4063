package dev.tagboat.bot.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Pace;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The answer to {@link BranchDocument}.
 *
 * @param later for what it does not hold
 */
record BranchReading(JsonNode repository, Reading later) implements Reading {
  private static final int MOST = 30;

  private static Stream<JsonNode> nodes(JsonNode connection) {
    return StreamSupport.stream(connection.path("nodes").spliterator(), false);
  }

  /** Whether pull requests from forks are among them, which may have pushed out some of ours. */
  static boolean isMixed(JsonNode repository) {
    return Stream.of("open", "past")
        .flatMap(connection -> nodes(repository.path(connection)))
        .anyMatch(pull -> pull.path("isCrossRepository").asBoolean(true));
  }

  /** Those of our repository, not of forks with branches of the same name. */
  private Stream<JsonNode> ours(String connection) {
    return nodes(repository.path(connection))
        .filter(pull -> !pull.path("isCrossRepository").asBoolean(true));
  }

  @Override
  public List<PullRequest> pullRequests() {
    return Stream.concat(ours("open"), ours("past"))
        .map(BranchReading::pullRequest)
        .sorted(Comparator.comparingInt(PullRequest::number).reversed())
        .limit(MOST)
        .toList();
  }

  private static PullRequest pullRequest(JsonNode json) {
    return new PullRequest(
        json.path("number").asInt(),
        json.path("url").asText(),
        PullRequest.State.valueOf(json.path("state").asText()),
        json.path("isDraft").asBoolean(),
        json.path("title").asText(""),
        json.path("body").asText(""),
        json.path("headRefName").asText(),
        json.path("headRefOid").asText(),
        json.path("baseRefName").asText(),
        marks(json),
        json.path("autoMergeRequest").isObject(),
        // Not asked for: as in a list, it is left out.
        null);
  }

  private static Decoration marks(JsonNode json) {
    List<JsonNode> asked =
        nodes(json.path("reviewRequests")).map(one -> one.path("requestedReviewer")).toList();
    return new Decoration(
        nodes(json.path("labels")).map(label -> label.path("name").asText()).toList(),
        asked.stream().map(BranchReading::login).filter(login -> !login.isEmpty()).toList(),
        asked.stream()
            .map(one -> one.path("slug").asText())
            .filter(slug -> !slug.isEmpty())
            .toList(),
        nodes(json.path("assignees")).map(BranchReading::login).toList());
  }

  // The graph calls a bot by the name of its App, which may be a person's login as well.
  private static String login(JsonNode actor) {
    return actor.path("bot").isTextual()
        ? actor.path("bot").asText() + "[bot]"
        : actor.path("login").asText("");
  }

  private Optional<JsonNode> open(int number) {
    return ours("open").filter(pull -> pull.path("number").asInt() == number).findFirst();
  }

  @Override
  public List<Comment> comments(int number) {
    return open(number)
        .map(pull -> nodes(pull.path("comments")).map(BranchReading::comment).toList())
        .orElseGet(() -> later.comments(number));
  }

  private static Comment comment(JsonNode json) {
    String author = login(json.path("author"));
    return new Comment(
        json.path("fullDatabaseId").asLong(),
        // A deleted account is null.
        author.isEmpty() ? "ghost" : author,
        json.path("body").asText(""));
  }

  @Override
  public Standing standing(int number) {
    return open(number)
        .map(
            pull ->
                new Standing(
                    pull.path("isInMergeQueue").asBoolean(),
                    Merging.STALE.contains(pull.path("mergeStateStatus").asText())))
        .orElseGet(() -> later.standing(number));
  }

  @Override
  public Pace pace(String prefix, Instant since) {
    if (!repository.has("allOpen")
        || repository.path("allOpen").path("pageInfo").path("hasNextPage").asBoolean()) {
      return later.pace(prefix, since);
    }
    List<Instant> opened = new ArrayList<>();
    ours("newest")
        .filter(pull -> pull.path("headRefName").asText().startsWith(prefix))
        .map(pull -> PullLists.time(pull.path("createdAt").asText()))
        .filter(created -> created.isAfter(since))
        .forEach(opened::add);
    long open =
        ours("allOpen")
            .filter(pull -> pull.path("headRefName").asText().startsWith(prefix))
            .count();
    return new Pace((int) open, opened);
  }
}
