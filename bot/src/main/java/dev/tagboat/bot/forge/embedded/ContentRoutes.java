package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** Files and folders by path. */
final class ContentRoutes {
  private final Context context;

  ContentRoutes(Context context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get("/repos/{owner}/{repo}/contents/{path+}", Permission.CONTENTS, this::get);
  }

  private Answer get(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String ref = call.query("ref").orElse(Repo.DEFAULT_BRANCH);
    RevCommit commit =
        GitHistory.find(repo.git(), ref)
            .orElseThrow(() -> new ApiError(404, "No commit found for the ref " + ref));
    String path = call.param("path");
    GitTrees.Entry entry =
        GitTrees.find(repo.git(), commit.getTree(), path).orElseThrow(ApiError::notFound);
    if (entry.type().equals("tree")) {
      return folder(repo, ref, entry);
    }
    byte[] content = GitObjects.blob(repo.git(), sha(entry)).orElseThrow(ApiError::notFound);
    if (call.header("Accept").orElse("").contains("raw")) {
      return new Answer(
          200, Map.of("Content-Type", "application/vnd.github.raw"), Content.of(content));
    }
    return Answer.ok(
        describe(repo, ref, entry, path, content.length)
            .put("content", Base64.getMimeEncoder().encodeToString(content))
            .put("encoding", "base64"));
  }

  private Answer folder(Repo repo, String ref, GitTrees.Entry folder) throws IOException {
    List<GitTrees.Entry> entries =
        GitTrees.list(repo.git(), ObjectId.fromString(sha(folder)), false);
    return Answer.ok(
        Json.array(
            entries.stream()
                .map(entry -> describe(repo, ref, entry, folder.path() + "/" + entry.path(), 0))));
  }

  private static String sha(GitTrees.Entry entry) {
    return Optional.ofNullable(entry.sha()).orElseThrow(ApiError::notFound);
  }

  private ObjectNode describe(Repo repo, String ref, GitTrees.Entry entry, String path, int size) {
    String encoded = Urls.encodePath(path);
    String self = context.urls().repo(repo, "/contents/" + encoded + "?ref=" + Urls.encode(ref));
    String page = context.urls().web(repo, "/blob/" + Urls.encodePath(ref) + "/" + encoded);
    String git = context.urls().repo(repo, "/git/" + entry.type() + "s/" + entry.sha());
    ObjectNode json =
        Json.object()
            .put("type", type(entry))
            .put("name", path.substring(path.lastIndexOf('/') + 1))
            .put("path", path)
            .put("sha", entry.sha())
            .put("size", size)
            .put("url", self)
            .put("html_url", page)
            .put("git_url", git)
            .put("download_url", context.urls().web(repo, "/raw/" + ref + "/" + encoded));
    json.putObject("_links").put("self", self).put("git", git).put("html", page);
    return json;
  }

  private static String type(GitTrees.Entry entry) {
    return switch (entry.type()) {
      case "tree" -> "dir";
      case "commit" -> "submodule";
      default -> FileMode.SYMLINK.equals(entry.mode()) ? "symlink" : "file";
    };
  }
}
