package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits and their files as GitHub shows them. */
record CommitJson(Urls urls) {

  ObjectNode commit(Repo repo, RevCommit commit) {
    String sha = commit.name();
    ObjectNode json =
        Json.object()
            .put("sha", sha)
            .put("node_id", NodeId.of(repo, "Commit", sha))
            .put("url", urls.repo(repo, "/commits/" + sha))
            .put("html_url", urls.web(repo, "/commit/" + sha))
            .put("comments_url", urls.repo(repo, "/commits/" + sha + "/comments"));
    ObjectNode inner = json.putObject("commit");
    inner.set("author", person(commit.getAuthorIdent()));
    inner.set("committer", person(commit.getCommitterIdent()));
    inner
        .put("message", commit.getFullMessage())
        .put("comment_count", 0)
        .put("url", urls.repo(repo, "/git/commits/" + sha));
    inner.set("tree", tree(repo, commit));
    inner.set("verification", verification(commit));
    json.set("author", user(commit.getAuthorIdent()));
    json.set("committer", user(commit.getCommitterIdent()));
    json.set("parents", parents(repo, commit));
    return json;
  }

  /** The form of {@code git/commits}. */
  ObjectNode gitCommit(Repo repo, RevCommit commit) {
    String sha = commit.name();
    ObjectNode json =
        Json.object()
            .put("sha", sha)
            .put("node_id", NodeId.of(repo, "Commit", sha))
            .put("url", urls.repo(repo, "/git/commits/" + sha))
            .put("html_url", urls.web(repo, "/commit/" + sha))
            .put("message", commit.getFullMessage());
    json.set("author", person(commit.getAuthorIdent()));
    json.set("committer", person(commit.getCommitterIdent()));
    json.set("tree", tree(repo, commit));
    json.set("parents", parents(repo, commit));
    json.set("verification", verification(commit));
    return json;
  }

  // A person whose e-mail belongs to no user is an empty object.
  private ObjectNode user(PersonIdent person) {
    return Identities.login(person).map(new UserJson(urls)::simple).orElseGet(Json::object);
  }

  private static ObjectNode person(PersonIdent person) {
    return Json.object()
        .put("name", person.getName())
        .put("email", person.getEmailAddress())
        .put("date", person.getWhenAsInstant().toString());
  }

  private ObjectNode tree(Repo repo, RevCommit commit) {
    String sha = commit.getTree().name();
    return Json.object().put("sha", sha).put("url", urls.repo(repo, "/git/trees/" + sha));
  }

  private ArrayNode parents(Repo repo, RevCommit commit) {
    return Json.array(
        Stream.of(commit.getParents())
            .map(
                parent ->
                    Json.object()
                        .put("sha", parent.name())
                        .put("url", urls.repo(repo, "/commits/" + parent.name()))
                        .put("html_url", urls.web(repo, "/commit/" + parent.name()))));
  }

  private static ObjectNode verification(RevCommit commit) {
    boolean verified = Identities.verified(commit.getCommitterIdent());
    ObjectNode json =
        Json.object().put("verified", verified).put("reason", verified ? "valid" : "unsigned");
    json.putNull("signature");
    json.putNull("payload");
    return json.putNull("verified_at");
  }

  ArrayNode files(Repo repo, String sha, List<FileChange> files) {
    return Json.array(files.stream().map(file -> file(repo, sha, file)));
  }

  private ObjectNode file(Repo repo, String sha, FileChange file) {
    String path = sha + "/" + Urls.encodePath(file.path());
    ObjectNode json =
        Json.object()
            .put("sha", file.blob())
            .put("filename", file.path())
            .put("status", file.status())
            .put("additions", file.additions())
            .put("deletions", file.deletions())
            .put("changes", file.additions() + file.deletions())
            .put("blob_url", urls.web(repo, "/blob/" + path))
            .put("raw_url", urls.web(repo, "/raw/" + path))
            .put(
                "contents_url",
                urls.repo(repo, "/contents/" + Urls.encodePath(file.path()) + "?ref=" + sha));
    if (!file.patch().isEmpty()) {
      json.put("patch", file.patch());
    }
    if (file.status().equals("renamed") && !Objects.equals(file.path(), file.oldPath())) {
      json.put("previous_filename", file.oldPath());
    }
    return json;
  }
}
