package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Pull requests as GitHub shows them. */
record PullJson(Urls urls) {

  /** As in lists. */
  ObjectNode simple(Repo repo, Pull pull) {
    ObjectNode json = new IssueJson(urls).head(repo, pull);
    Pull.Branches ends = pull.branches();
    json.set("head", end(repo, ends.head(), ends.headSha()));
    json.set("base", end(repo, ends.base(), ends.baseSha()));
    json.put("merged_at", pull.isMerged() ? IssueJson.text(pull.life().closed()) : null);
    json.put("merge_commit_sha", pull.life().mergeSha());
    json.set("requested_reviewers", reviewers(pull));
    json.set("requested_teams", teams(repo, pull));
    autoMerge(json, pull);
    return links(json, repo, pull);
  }

  private ArrayNode reviewers(Pull pull) {
    return Json.array(pull.marks().reviewers().stream().map(new UserJson(urls)::simple));
  }

  private ArrayNode teams(Repo repo, Pull pull) {
    return Json.array(pull.marks().teamReviewers().stream().map(slug -> team(repo, slug)));
  }

  /** The form of {@code requested_reviewers}. */
  ObjectNode requested(Repo repo, Pull pull) {
    ObjectNode json = Json.object();
    json.set("users", reviewers(pull));
    json.set("teams", teams(repo, pull));
    return json;
  }

  ObjectNode team(Repo repo, String slug) {
    String self = urls.api("/orgs/" + repo.owner() + "/teams/" + Urls.encode(slug));
    return Json.object()
        .put("id", Identities.userId(slug))
        .put("node_id", NodeId.of("Team", slug))
        .put("url", self)
        .put("html_url", urls.base() + "/orgs/" + repo.owner() + "/teams/" + Urls.encode(slug))
        .put("members_url", self + "/members{/member}")
        .put("repositories_url", self + "/repos")
        .put("name", slug)
        .put("slug", slug)
        .put("type", "organization")
        .put("organization_id", Identities.userId(repo.owner()))
        .put("description", "")
        .put("privacy", "closed")
        .put("permission", "pull")
        .putNull("parent");
  }

  private ObjectNode end(Repo repo, String branch, String sha) {
    ObjectNode json =
        Json.object().put("label", repo.owner() + ":" + branch).put("ref", branch).put("sha", sha);
    json.set("user", new UserJson(urls).simple(repo.owner()));
    json.set("repo", new RepoJson(urls).simple(repo));
    return json;
  }

  private void autoMerge(ObjectNode json, Pull pull) {
    if (pull.autoMerge() == null) {
      json.putNull("auto_merge");
      return;
    }
    ObjectNode auto =
        json.putObject("auto_merge")
            .put("merge_method", pull.autoMerge())
            .put("commit_title", pull.text().title())
            .put("commit_message", "");
    auto.set("enabled_by", new UserJson(urls).simple(pull.author()));
  }

  private ObjectNode links(ObjectNode json, Repo repo, Pull pull) {
    String self = urls.repo(repo, "/pulls/" + pull.number());
    String issue = urls.repo(repo, "/issues/" + pull.number());
    String page = urls.web(repo, "/pull/" + pull.number());
    String statuses = urls.repo(repo, "/statuses/" + pull.branches().headSha());
    json.put("url", self)
        .put("html_url", page)
        .put("diff_url", page + ".diff")
        .put("patch_url", page + ".patch")
        .put("issue_url", issue)
        .put("commits_url", self + "/commits")
        .put("review_comments_url", self + "/comments")
        .put("review_comment_url", urls.repo(repo, "/pulls/comments{/number}"))
        .put("comments_url", issue + "/comments")
        .put("statuses_url", statuses);
    ObjectNode links = json.putObject("_links");
    Map.of(
            "self",
            self,
            "html",
            page,
            "issue",
            issue,
            "comments",
            issue + "/comments",
            "review_comments",
            self + "/comments",
            "review_comment",
            urls.repo(repo, "/pulls/comments{/number}"),
            "commits",
            self + "/commits",
            "statuses",
            statuses)
        .forEach((name, href) -> links.putObject(name).put("href", href));
    return json;
  }

  /** With what costs a look at the commits. */
  ObjectNode full(Repo repo, Pull pull) throws IOException {
    List<FileChange> files = PullView.files(repo, pull);
    ObjectNode json =
        simple(repo, pull)
            .put("additions", files.stream().mapToInt(FileChange::additions).sum())
            .put("deletions", files.stream().mapToInt(FileChange::deletions).sum())
            .put("changed_files", files.size())
            .put("commits", PullView.commits(repo, pull).size())
            .put("comments", repo.comments(pull.number()).size())
            .put("review_comments", 0)
            .put("maintainer_can_modify", false)
            .put("merged", pull.isMerged());
    if (pull.isOpen()) {
      boolean mergeable = PullMerges.mergeable(repo, pull);
      json.put("mergeable", mergeable).put("mergeable_state", state(repo, pull, mergeable));
    } else {
      json.putNull("mergeable").put("mergeable_state", "unknown");
    }
    json.putNull("rebaseable");
    String by = pull.life().mergedBy();
    return by == null
        ? json.putNull("merged_by")
        : json.set("merged_by", new UserJson(urls).simple(by));
  }

  /** GitHub's one word for what stands in the way of a merge. */
  static String state(Repo repo, Pull pull, boolean mergeable) throws IOException {
    if (!mergeable) {
      return "dirty";
    }
    if (pull.draft()) {
      return "draft";
    }
    if (PullMerges.isBehind(repo, pull)) {
      return "behind";
    }
    return PullMerges.awaited(repo, pull).isPresent() ? "blocked" : "clean";
  }
}
