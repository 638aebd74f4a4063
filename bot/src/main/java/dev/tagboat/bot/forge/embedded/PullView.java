package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;

/** What a pull request brings, as git has it. */
final class PullView {
  private PullView() {}

  /** The commit its changes are compared with. */
  static String start(Repo repo, Pull pull) throws IOException {
    String base = pull.branches().baseSha();
    if (pull.isOpen()) {
      base = GitRefs.head(repo.git(), pull.branches().base()).orElse(base);
    }
    return GitHistory.mergeBase(repo.git(), base, pull.branches().headSha()).orElse(base);
  }

  /** Oldest first. */
  static List<RevCommit> commits(Repo repo, Pull pull) throws IOException {
    return GitHistory.between(repo.git(), start(repo, pull), pull.branches().headSha());
  }

  static List<FileChange> files(Repo repo, Pull pull) throws IOException {
    return GitDiffs.between(repo.git(), start(repo, pull), pull.branches().headSha());
  }
}
