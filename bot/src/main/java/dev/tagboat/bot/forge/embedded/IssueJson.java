package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The issue's side of a pull request: labels, comments, assignees. */
record IssueJson(Urls urls) {

  ObjectNode issue(Repo repo, Pull pull) {
    String self = urls.repo(repo, "/issues/" + pull.number());
    ObjectNode json = head(repo, pull).put("url", self);
    for (String link : new String[] {"comments", "events", "timeline"}) {
      json.put(link + "_url", self + "/" + link);
    }
    String page = urls.web(repo, "/pull/" + pull.number());
    json.put("labels_url", self + "/labels{/name}")
        .put("repository_url", urls.repo(repo))
        .put("html_url", page)
        .put("comments", repo.comments(pull.number()).size());
    ObjectNode link =
        json.putObject("pull_request")
            .put("url", urls.repo(repo, "/pulls/" + pull.number()))
            .put("html_url", page)
            .put("diff_url", page + ".diff")
            .put("patch_url", page + ".patch");
    link.put("merged_at", pull.isMerged() ? text(pull.life().closed()) : null);
    return json;
  }

  /** What an issue and a pull request have in common. */
  ObjectNode head(Repo repo, Pull pull) {
    UserJson users = new UserJson(urls);
    ObjectNode json =
        Json.object()
            .put("id", pull.id())
            .put("node_id", NodeId.of(repo, "PullRequest", pull.number()))
            .put("number", pull.number())
            .put("state", pull.isOpen() ? "open" : "closed")
            .put("locked", false)
            .put("draft", pull.draft())
            .put("title", pull.text().title())
            .put("author_association", "CONTRIBUTOR")
            .put("created_at", pull.life().created().toString())
            .put("updated_at", pull.life().updated().toString())
            .put("closed_at", text(pull.life().closed()));
    json.put("body", pull.text().body().isEmpty() ? null : pull.text().body());
    json.set("user", users.simple(pull.author()));
    json.set("labels", labels(repo, pull));
    json.set("assignees", Json.array(pull.marks().assignees().stream().map(users::simple)));
    repo.milestone(pull.number())
        .ifPresentOrElse(
            happening -> json.set("milestone", milestone(repo, happening)),
            () -> json.putNull("milestone"));
    json.putNull("active_lock_reason");
    if (pull.marks().assignees().isEmpty()) {
      return json.putNull("assignee");
    }
    return json.set("assignee", users.simple(pull.marks().assignees().get(0)));
  }

  // A milestone is there as soon as a pull request is put on it; its number is its title, too.
  private ObjectNode milestone(Repo repo, Happening happening) {
    String self = urls.repo(repo, "/milestones/" + happening.subject());
    ObjectNode json =
        Json.object()
            .put("url", self)
            .put("html_url", urls.web(repo, "/milestone/" + happening.subject()))
            .put("labels_url", self + "/labels")
            .put("id", happening.id())
            .put("node_id", NodeId.of(repo, "Milestone", happening.subject()))
            .put("number", Integer.parseInt(happening.subject()))
            .put("state", "open")
            .put("title", happening.subject())
            .put("open_issues", 1)
            .put("closed_issues", 0)
            .put("created_at", happening.created().toString())
            .put("updated_at", happening.created().toString());
    json.putNull("description");
    json.putNull("closed_at");
    json.putNull("due_on");
    return json.set("creator", new UserJson(urls).simple(happening.actor()));
  }

  static @org.jspecify.annotations.Nullable String text(
      @org.jspecify.annotations.Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  ArrayNode labels(Repo repo, Pull pull) {
    return Json.array(
        pull.marks().labels().stream()
            .flatMap(name -> repo.label(name).stream())
            .map(label -> label(repo, label)));
  }

  ObjectNode label(Repo repo, Label label) {
    return Json.object()
        .put("id", label.id())
        .put("node_id", NodeId.of(repo, "Label", label.id()))
        .put("url", urls.repo(repo, "/labels/" + Urls.encode(label.name())))
        .put("name", label.name())
        .put("color", label.color())
        .put("default", false)
        .put("description", label.description());
  }

  ObjectNode comment(Repo repo, Comment comment) {
    ObjectNode json =
        Json.object()
            .put("id", comment.id())
            .put("node_id", NodeId.of(repo, "IssueComment", comment.id()))
            .put("url", urls.repo(repo, "/issues/comments/" + comment.id()))
            .put(
                "html_url",
                urls.web(repo, "/pull/" + comment.number() + "#comment-" + comment.id()))
            .put("issue_url", urls.repo(repo, "/issues/" + comment.number()))
            .put("body", comment.body())
            .put("author_association", "CONTRIBUTOR")
            .put("created_at", comment.created().toString())
            .put("updated_at", comment.created().toString());
    json.set("user", new UserJson(urls).simple(comment.author()));
    return json;
  }
}
