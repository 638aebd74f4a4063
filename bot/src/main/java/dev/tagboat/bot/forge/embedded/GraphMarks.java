package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is put on a pull request, and said on it, in the graph. */
final class GraphMarks {
  private GraphMarks() {}

  static @Nullable GraphObject label(Repo repo, String name) {
    return repo.label(name).map(label -> label(repo, label)).orElse(null);
  }

  private static GraphObject label(Repo repo, Label label) {
    return new GraphObject("Label")
        .with("id", NodeId.of(repo, "Label", label.id()))
        .with("name", label.name());
  }

  // A milestone of any number is there.
  static GraphObject milestone(Repo repo, @Nullable JsonNode number) {
    int wanted = number == null ? 0 : number.asInt();
    return new GraphObject("Milestone")
        .with("id", NodeId.of(repo, "Milestone", wanted))
        .with("number", wanted);
  }

  static GraphObject labels(Repo repo, Pull pull) {
    return GraphObject.connection(
        "LabelConnection",
        pull.marks().labels().stream()
            .flatMap(name -> repo.label(name).stream())
            .map(label -> label(repo, label))
            .toList());
  }

  static GraphObject assignees(Pull pull) {
    return GraphObject.connection(
        "UserConnection", pull.marks().assignees().stream().map(GraphTypes::user).toList());
  }

  static GraphObject requests(Pull pull) {
    Stream<GraphObject> people = pull.marks().reviewers().stream().map(GraphTypes::user);
    Stream<GraphObject> teams = pull.marks().teamReviewers().stream().map(GraphMarks::team);
    return GraphObject.connection(
        "ReviewRequestConnection",
        Stream.concat(people, teams)
            .map(who -> new GraphObject("ReviewRequest").with("requestedReviewer", who))
            .toList());
  }

  static GraphObject team(String slug) {
    return new GraphObject("Team").with("id", NodeId.of("Team", slug)).with("slug", slug);
  }

  static GraphObject comments(Repo repo, Pull pull, @Nullable JsonNode last) {
    List<Comment> all = repo.comments(pull.number());
    int most = Optional.ofNullable(last).map(JsonNode::asInt).orElse(all.size());
    return GraphObject.connection(
        "IssueCommentConnection",
        all.subList(Math.max(0, all.size() - most), all.size()).stream()
            .map(
                comment ->
                    new GraphObject("IssueComment")
                        .with("id", NodeId.of(repo, "IssueComment", comment.id()))
                        .with("fullDatabaseId", Long.toString(comment.id()))
                        .with("author", GraphTypes.actor(comment.author()))
                        .with("body", comment.body()))
            .toList());
  }
}
