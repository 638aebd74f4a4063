package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** Commits made for demos and tests, past every rule. */
record DirectCommits(Context context, Pushes pushes) {

  Instant now() {
    return context.now();
  }

  String commit(Repo repo, String branch, String login, String message, Map<String, byte[]> files)
      throws IOException {
    Optional<String> before = GitRefs.head(repo.git(), branch);
    Optional<String> parent =
        before.isPresent() ? before : GitRefs.head(repo.git(), Repo.DEFAULT_BRANCH);
    ObjectId base = null;
    if (parent.isPresent()) {
      base = GitHistory.commit(repo.git(), parent.get()).getTree();
    }
    PersonIdent person = Identities.of(login, context.now());
    String sha =
        GitObjects.writeCommit(
            repo.git(),
            new GitObjects.Draft(
                GitTrees.write(repo.git(), base, entries(repo, base, files)),
                parent.stream().toList(),
                message,
                person,
                person));
    String ref = GitRefs.HEADS + branch;
    GitRefs.move(repo.git(), ref, sha, false);
    pushes.moved(repo, new RefChange(ref, before.orElse(GitRefs.ZERO), sha), login);
    context.store().save();
    return sha;
  }

  private static List<GitTrees.Entry> entries(
      Repo repo, @org.jspecify.annotations.Nullable ObjectId base, Map<String, byte[]> files)
      throws IOException {
    List<GitTrees.Entry> entries = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      int mode = FileMode.REGULAR_FILE.getBits();
      if (base != null) {
        mode =
            GitTrees.find(repo.git(), base, file.getKey()).map(GitTrees.Entry::mode).orElse(mode);
      }
      entries.add(
          new GitTrees.Entry(
              file.getKey(), mode, GitObjects.writeBlob(repo.git(), file.getValue())));
    }
    return entries;
  }
}
