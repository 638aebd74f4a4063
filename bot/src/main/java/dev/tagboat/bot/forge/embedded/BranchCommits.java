package dev.tagboat.bot.forge.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;

/** {@code createCommitOnBranch}: a commit made by the server, with compare-and-set. */
final class BranchCommits {
  private final Context context;
  private final Pushes pushes;

  BranchCommits(Context context, Pushes pushes) {
    this.context = context;
    this.pushes = pushes;
  }

  record Made(Repo repo, String branch, String sha) {}

  Made commit(Account account, JsonNode input) throws IOException {
    JsonNode target = input.path("branch");
    String name = Bodies.required(target, "repositoryNameWithOwner");
    String branch = Bodies.required(target, "branchName").replaceFirst("^refs/heads/", "");
    Repo repo =
        context.store().all().stream()
            .filter(known -> known.fullName().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> GraphQlApi.noRepository(name));
    String head =
        GitRefs.head(repo.git(), branch)
            .orElseThrow(() -> new GraphQlError("NOT_FOUND", "No such branch: " + branch));
    String expected = Bodies.required(input, "expectedHeadOid");
    if (!expected.equals(head)) {
      throw new GraphQlError(
          "STALE_DATA",
          "Expected branch to point to \"" + expected + "\" but it did not. Pull and try again.");
    }
    String sha = write(repo, head, input, account);
    GitRefs.move(repo.git(), GitRefs.HEADS + branch, sha, false);
    pushes.moved(repo, new RefChange(GitRefs.HEADS + branch, head, sha), account.login());
    return new Made(repo, branch, sha);
  }

  private String write(Repo repo, String head, JsonNode input, Account account) throws IOException {
    RevCommit parent = GitHistory.commit(repo.git(), head);
    List<GitTrees.Entry> changes = new ArrayList<>();
    for (JsonNode deletion : input.path("fileChanges").path("deletions")) {
      changes.add(new GitTrees.Entry(Bodies.required(deletion, "path"), 0, null));
    }
    for (JsonNode addition : input.path("fileChanges").path("additions")) {
      String path = Bodies.required(addition, "path");
      byte[] content = GitDataRoutes.decode(Bodies.required(addition, "contents"));
      int mode =
          GitTrees.find(repo.git(), parent.getTree(), path)
              .map(GitTrees.Entry::mode)
              .orElse(FileMode.REGULAR_FILE.getBits());
      changes.add(new GitTrees.Entry(path, mode, GitObjects.writeBlob(repo.git(), content)));
    }
    String headline = Bodies.required(input.path("message"), "headline");
    String body = Bodies.text(input.path("message"), "body").orElse("");
    return GitObjects.writeCommit(
        repo.git(),
        new GitObjects.Draft(
            GitTrees.write(repo.git(), parent.getTree(), changes),
            List.of(head),
            body.isBlank() ? headline : headline + "\n\n" + body,
            Identities.of(account.login(), context.now()),
            Identities.forge(context.now())));
  }
}
