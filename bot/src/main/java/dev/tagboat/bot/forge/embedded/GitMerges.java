package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;

/** Merges two commits without a work tree. */
final class GitMerges {
  private GitMerges() {}

  /** The merged tree; empty when a person has to resolve conflicts. */
  static Optional<String> tree(Repository git, String base, String head) throws IOException {
    if (GitHistory.reaches(git, head, base)) {
      // Nothing to merge: without this, a look at a young pull request would write the whole tree.
      return Optional.of(GitHistory.commit(git, head).getTree().name());
    }
    ThreeWayMerger merger = MergeStrategy.RECURSIVE.newMerger(git, true);
    boolean clean = merger.merge(ObjectId.fromString(base), ObjectId.fromString(head));
    return clean ? Optional.of(merger.getResultTreeId().name()) : Optional.empty();
  }
}
