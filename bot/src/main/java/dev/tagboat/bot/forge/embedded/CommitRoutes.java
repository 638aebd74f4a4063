package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits and comparisons. */
final class CommitRoutes {
  private final Context context;
  private final CommitJson json;

  CommitRoutes(Context context) {
    this.context = context;
    this.json = new CommitJson(context.urls());
  }

  void addTo(Router router) {
    router.get("/repos/{owner}/{repo}/commits", Permission.CONTENTS, this::list);
    router.get("/repos/{owner}/{repo}/commits/{ref+}", Permission.CONTENTS, this::get);
    router.get("/repos/{owner}/{repo}/compare/{basehead+}", Permission.CONTENTS, this::compare);
  }

  private Answer list(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    RevCommit from = find(repo, call.query("sha").orElse(Repo.DEFAULT_BRANCH));
    int size = Paging.size(call);
    int skip = (call.queryNumber("page", 1, 1_000_000) - 1) * size;
    List<RevCommit> commits = GitHistory.log(repo.git(), from, skip, size);
    return Answer.ok(Json.array(commits.stream().map(commit -> json.commit(repo, commit))));
  }

  private static RevCommit find(Repo repo, String revision) throws IOException {
    return GitHistory.find(repo.git(), revision)
        .orElseThrow(() -> new ApiError(422, "No commit found for SHA: " + revision));
  }

  private Answer get(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    RevCommit commit = find(repo, call.param("ref"));
    ObjectNode body = json.commit(repo, commit);
    if (commit.getParentCount() > 0) {
      List<FileChange> files =
          GitDiffs.between(repo.git(), commit.getParent(0).name(), commit.name());
      body.set("files", json.files(repo, commit.name(), files));
    }
    return Answer.ok(body);
  }

  private Answer compare(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String[] ends = call.param("basehead").split("\\.\\.\\.", 2);
    if (ends.length != 2) {
      throw ApiError.notFound();
    }
    RevCommit base = end(repo, ends[0]);
    RevCommit head = end(repo, ends[1]);
    String fork =
        GitHistory.mergeBase(repo.git(), base.name(), head.name())
            .orElseThrow(
                () -> new ApiError(404, "No common ancestor between " + ends[0] + " and head"));
    List<RevCommit> ahead = GitHistory.between(repo.git(), base.name(), head.name());
    List<RevCommit> behind = GitHistory.between(repo.git(), head.name(), base.name());
    ObjectNode body = links(repo, call.param("basehead"));
    body.set("base_commit", json.commit(repo, base));
    body.set("merge_base_commit", json.commit(repo, GitHistory.commit(repo.git(), fork)));
    body.put("status", status(ahead.size(), behind.size()))
        .put("ahead_by", ahead.size())
        .put("behind_by", behind.size())
        .put("total_commits", ahead.size());
    body.set("commits", Json.array(ahead.stream().map(commit -> json.commit(repo, commit))));
    List<FileChange> files = GitDiffs.between(repo.git(), fork, head.name());
    body.set("files", json.files(repo, head.name(), files));
    return Answer.ok(body);
  }

  // Either end may be written owner:branch.
  private static RevCommit end(Repo repo, String end) throws IOException {
    String own = repo.owner() + ":";
    return GitHistory.commit(repo.git(), end.startsWith(own) ? end.substring(own.length()) : end);
  }

  private ObjectNode links(Repo repo, String range) {
    String page = context.urls().web(repo, "/compare/" + Urls.encodePath(range));
    return Json.object()
        .put("url", context.urls().repo(repo, "/compare/" + Urls.encodePath(range)))
        .put("html_url", page)
        .put("permalink_url", page)
        .put("diff_url", page + ".diff")
        .put("patch_url", page + ".patch");
  }

  private static String status(int ahead, int behind) {
    if (ahead > 0) {
      return behind > 0 ? "diverged" : "ahead";
    }
    return behind > 0 ? "behind" : "identical";
  }
}
