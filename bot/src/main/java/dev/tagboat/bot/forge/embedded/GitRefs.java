package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads and moves refs. */
final class GitRefs {
  static final String HEADS = "refs/heads/";
  static final String ZERO = ObjectId.zeroId().name();

  private GitRefs() {}

  /** What a full ref name such as {@code refs/heads/main} points to. */
  static Optional<String> find(Repository git, String ref) throws IOException {
    Ref found = git.exactRef(ref);
    return Optional.ofNullable(found).map(Ref::getObjectId).map(ObjectId::name);
  }

  static Optional<String> head(Repository git, String branch) throws IOException {
    return find(git, HEADS + branch);
  }

  /** Refs under a prefix, by name. */
  static List<Ref> list(Repository git, String prefix) throws IOException {
    return git.getRefDatabase().getRefs().stream()
        .filter(ref -> ref.getName().startsWith(prefix) && ref.getObjectId() != null)
        .sorted(Comparator.comparing(Ref::getName))
        .toList();
  }

  /**
   * Moves a ref, whatever it points to now.
   *
   * @return whether it worked; without {@code force} only a fast-forward does
   */
  static boolean move(Repository git, String ref, String sha, boolean force) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      RefUpdate update = git.updateRef(ref);
      update.setNewObjectId(ObjectId.fromString(sha));
      update.setForceUpdate(force);
      return switch (update.update(walk)) {
        case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
        case NOT_ATTEMPTED,
            LOCK_FAILURE,
            REJECTED,
            REJECTED_CURRENT_BRANCH,
            REJECTED_MISSING_OBJECT,
            REJECTED_OTHER_REASON,
            IO_FAILURE,
            RENAMED ->
            false;
      };
    }
  }

  static void delete(Repository git, String ref) throws IOException {
    RefUpdate update = git.updateRef(ref);
    update.setForceUpdate(true);
    update.delete();
  }
}
