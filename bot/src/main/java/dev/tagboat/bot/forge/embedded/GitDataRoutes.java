package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Blobs, trees and commits of the Git Data API. */
final class GitDataRoutes {
  private static final String ROOT = "/repos/{owner}/{repo}/git/";

  private final Context context;

  GitDataRoutes(Context context) {
    this.context = context;
  }

  void addTo(Router router) {
    router.get(ROOT + "blobs/{sha}", Permission.CONTENTS, this::blob);
    router.post(ROOT + "blobs", Permission.CONTENTS, this::createBlob);
    router.get(ROOT + "trees/{sha+}", Permission.CONTENTS, this::tree);
    router.post(ROOT + "trees", Permission.CONTENTS, this::createTree);
    router.get(ROOT + "commits/{sha}", Permission.CONTENTS, this::commit);
    router.post(ROOT + "commits", Permission.CONTENTS, this::createCommit);
  }

  private Answer blob(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String sha = call.param("sha");
    byte[] content = GitObjects.blob(repo.git(), sha).orElseThrow(ApiError::notFound);
    return Answer.ok(
        shortBlob(repo, sha)
            .put("node_id", NodeId.of(repo, "Blob", sha))
            .put("size", content.length)
            .put("content", Base64.getMimeEncoder().encodeToString(content))
            .put("encoding", "base64"));
  }

  private ObjectNode shortBlob(Repo repo, String sha) {
    return Json.object().put("sha", sha).put("url", context.urls().repo(repo, "/git/blobs/" + sha));
  }

  private Answer createBlob(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String content = Bodies.required(call.object(), "content");
    String encoding = Bodies.text(call.object(), "encoding").orElse("utf-8");
    byte[] bytes =
        encoding.equals("base64") ? decode(content) : content.getBytes(StandardCharsets.UTF_8);
    return Answer.created(shortBlob(repo, GitObjects.writeBlob(repo.git(), bytes)));
  }

  static byte[] decode(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new ApiError(422, "content is not valid Base64");
    }
  }

  private Answer tree(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    String revision = call.param("sha");
    RevCommit commit = GitHistory.find(repo.git(), revision).orElse(null);
    ObjectId tree =
        commit != null
            ? commit.getTree()
            : ObjectId.isId(revision) ? ObjectId.fromString(revision) : ObjectId.zeroId();
    if (!repo.git().getObjectDatabase().has(tree)) {
      throw ApiError.notFound();
    }
    boolean recursive = call.query("recursive").isPresent();
    return Answer.ok(json(repo, tree.name(), GitTrees.list(repo.git(), tree, recursive)));
  }

  private ObjectNode json(Repo repo, String sha, List<GitTrees.Entry> entries) {
    ObjectNode json =
        Json.object()
            .put("sha", sha)
            .put("url", context.urls().repo(repo, "/git/trees/" + sha))
            .put("truncated", false);
    json.set(
        "tree",
        Json.array(
            entries.stream()
                .map(
                    entry ->
                        Json.object()
                            .put("path", entry.path())
                            .put("mode", entry.octal())
                            .put("type", entry.type())
                            .put("sha", entry.sha())
                            .put(
                                "url",
                                context
                                    .urls()
                                    .repo(repo, "/git/" + entry.type() + "s/" + entry.sha())))));
    return json;
  }

  private Answer createTree(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    ObjectId base = null;
    String baseSha = Bodies.text(call.object(), "base_tree").orElse(null);
    if (baseSha != null) {
      base = treeOf(repo, baseSha);
    }
    List<GitTrees.Entry> changes = new ArrayList<>();
    for (JsonNode entry : call.object().path("tree")) {
      changes.add(entry(repo, entry));
    }
    String sha = GitTrees.write(repo.git(), base, changes);
    return Answer.created(
        json(repo, sha, GitTrees.list(repo.git(), ObjectId.fromString(sha), false)));
  }

  // GitHub takes the id of a commit where it asks for one of a tree.
  private static ObjectId treeOf(Repo repo, String sha) throws IOException {
    RevCommit commit = GitHistory.find(repo.git(), sha).orElse(null);
    if (commit != null) {
      return commit.getTree();
    }
    if (!ObjectId.isId(sha) || !repo.git().getObjectDatabase().has(ObjectId.fromString(sha))) {
      throw new ApiError(404, "base_tree is not a valid tree oid");
    }
    return ObjectId.fromString(sha);
  }

  private static GitTrees.Entry entry(Repo repo, JsonNode entry) throws IOException {
    String path = Bodies.required(entry, "path");
    String mode = Bodies.text(entry, "mode").orElse("100644");
    if (!List.of("100644", "100755", "120000").contains(mode)) {
      throw new ApiError(422, "tree.mode must be 100644, 100755 or 120000");
    }
    String sha = Bodies.text(entry, "sha").orElse(null);
    String content = Bodies.text(entry, "content").orElse(null);
    if (content != null) {
      sha = GitObjects.writeBlob(repo.git(), content.getBytes(StandardCharsets.UTF_8));
    } else if (sha != null && GitObjects.blob(repo.git(), sha).isEmpty()) {
      throw new ApiError(422, "tree.sha " + sha + " is not a valid blob");
    }
    return new GitTrees.Entry(path, Integer.parseInt(mode, 8), sha);
  }

  private Answer commit(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    RevCommit commit = GitHistory.commit(repo.git(), call.param("sha"));
    return Answer.ok(new CommitJson(context.urls()).gitCommit(repo, commit));
  }

  private Answer createCommit(Call call, Account account) throws IOException {
    Repo repo = context.store().find(call);
    JsonNode body = call.object();
    for (String parent : Bodies.texts(body.path("parents"))) {
      if (GitHistory.find(repo.git(), parent).isEmpty()) {
        throw new ApiError(422, "Parent SHA does not exist or is not a commit object");
      }
    }
    // GitHub signs only what it may put its own name to.
    PersonIdent author = person(body.path("author"), Identities.of(account.login(), context.now()));
    PersonIdent committer =
        person(
            body.path("committer"), body.has("author") ? author : Identities.forge(context.now()));
    String sha =
        GitObjects.writeCommit(
            repo.git(),
            new GitObjects.Draft(
                treeOf(repo, Bodies.required(body, "tree")).name(),
                Bodies.texts(body.path("parents")),
                Bodies.required(body, "message"),
                author,
                committer));
    return Answer.created(
        new CommitJson(context.urls()).gitCommit(repo, GitHistory.commit(repo.git(), sha)));
  }

  private PersonIdent person(JsonNode person, PersonIdent otherwise) {
    if (!person.isObject()) {
      return otherwise;
    }
    Instant when = context.now();
    try {
      when =
          Bodies.text(person, "date")
              .map(date -> OffsetDateTime.parse(date).toInstant())
              .orElse(when);
    } catch (DateTimeException e) {
      throw new ApiError(422, "date is not an ISO 8601 time");
    }
    return new PersonIdent(
        Bodies.required(person, "name"), Bodies.required(person, "email"), when, ZoneOffset.UTC);
  }
}
