package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** The bodies of webhooks. */
record HookPayloads(Urls urls) {
  // GitHub puts at most so many commits into one push.
  private static final int MOST = 20;

  ObjectNode framed(ObjectNode payload, Repo repo, String login) {
    payload.set("repository", new RepoJson(urls).simple(repo));
    return payload.set("sender", new UserJson(urls).simple(login));
  }

  ObjectNode push(Repo repo, RefChange change, String login) throws IOException {
    boolean rewritten =
        !change.created()
            && !change.deleted()
            && !GitHistory.reaches(repo.git(), change.after(), change.before());
    ObjectNode payload =
        Json.object()
            .put("ref", change.ref())
            .put("before", change.before())
            .put("after", change.after())
            .put("created", change.created())
            .put("deleted", change.deleted())
            .put("forced", rewritten)
            .put("compare", urls.web(repo, "/compare/" + change.before() + "..." + change.after()));
    payload.putNull("base_ref");
    commits(payload, repo, change);
    payload
        .putObject("pusher")
        .put("name", login)
        .put("email", login + "@users.noreply.forge.invalid");
    ObjectNode framed = framed(payload, repo, login);
    ObjectNode repository = (ObjectNode) framed.path("repository");
    ((ObjectNode) repository.path("owner"))
        .put("name", repo.owner())
        .put("email", repo.owner() + "@users.noreply.forge.invalid");
    // In this one event two times are numbers.
    repository
        .put("created_at", 1_577_836_800)
        .put("pushed_at", 1_577_836_800)
        .put("stargazers", 0)
        .put("master_branch", Repo.DEFAULT_BRANCH);
    return framed;
  }

  private void commits(ObjectNode payload, Repo repo, RefChange change) throws IOException {
    ArrayNode list = payload.putArray("commits");
    if (change.deleted()) {
      payload.putNull("head_commit");
      return;
    }
    RevCommit head = GitHistory.commit(repo.git(), change.after());
    payload.set("head_commit", commit(repo, head));
    List<RevCommit> fresh =
        change.created()
            ? List.of(head)
            : GitHistory.between(repo.git(), change.before(), change.after());
    for (RevCommit commit : fresh.subList(Math.max(0, fresh.size() - MOST), fresh.size())) {
      list.add(commit(repo, commit));
    }
  }

  private ObjectNode commit(Repo repo, RevCommit commit) throws IOException {
    ObjectNode json =
        Json.object()
            .put("id", commit.name())
            .put("tree_id", commit.getTree().name())
            .put("distinct", true)
            .put("message", commit.getFullMessage())
            .put("timestamp", commit.getCommitterIdent().getWhenAsInstant().toString())
            .put("url", urls.web(repo, "/commit/" + commit.name()));
    json.set("author", person(commit.getAuthorIdent()));
    json.set("committer", person(commit.getCommitterIdent()));
    ArrayNode added = json.putArray("added");
    ArrayNode removed = json.putArray("removed");
    ArrayNode modified = json.putArray("modified");
    if (commit.getParentCount() > 0) {
      for (FileChange file :
          GitDiffs.between(repo.git(), commit.getParent(0).name(), commit.name())) {
        ArrayNode list = file.status().equals("removed") ? removed : modified;
        (file.status().equals("added") ? added : list).add(file.path());
      }
    }
    return json;
  }

  private static ObjectNode person(PersonIdent person) {
    return Json.object()
        .put("name", person.getName())
        .put("email", person.getEmailAddress())
        .put("username", person.getName());
  }
}
