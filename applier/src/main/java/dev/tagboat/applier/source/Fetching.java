package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;

/**
 * Brings the branch into the clone, with as much history as it takes to see whether one commit
 * descends from another: in a clone of depth 1 every commit looks like a rewritten history.
 */
final class Fetching {
  private static final String TRACKING = "refs/remotes/origin/";

  // A day of commits; a month; all of it.
  private static final List<Integer> DEPTHS = List.of(50, 1000, Constants.INFINITE_DEPTH);

  private final Repository clone;
  private final SourceConfig config;

  Fetching(Repository clone, SourceConfig config) {
    this.clone = clone;
    this.config = config;
  }

  /** Where the branch points to; empty when the remote has no such branch. */
  Optional<ObjectId> ask() throws IOException {
    try (Connection connection = Connection.open(clone, config);
        FetchConnection remote = connection.transport().openFetch()) {
      Ref ref = remote.getRef(Constants.R_HEADS + config.branch());
      return Optional.ofNullable(ref).map(Ref::getObjectId);
    }
  }

  /**
   * Fetches the branch.
   *
   * @return whether the new head descends from {@code applied}, or there is none
   */
  boolean fetch(ObjectId head, Optional<String> applied) throws IOException {
    for (int depth : DEPTHS) {
      fetch(depth);
      requireWhole(head);
      if (applied.isEmpty() || descends(head, ObjectId.fromString(applied.get()))) {
        return true;
      }
    }
    return false;
  }

  // JGit leaves out a pack that it cannot read, and then does not ask for its objects again.
  private void requireWhole(ObjectId head) throws IOException {
    if (!clone.getObjectDatabase().has(head)) {
      throw new MissingObjectException(head, Constants.OBJ_COMMIT);
    }
  }

  private void fetch(int depth) throws IOException {
    try (Connection connection = Connection.open(clone, config)) {
      connection.transport().setDepth(depth);
      String spec = "+" + Constants.R_HEADS + config.branch() + ":" + TRACKING + config.branch();
      connection.transport().fetch(NullProgressMonitor.INSTANCE, List.of(new RefSpec(spec)));
    }
  }

  /** Whether it does, by the history that is here. */
  boolean descends(ObjectId head, ObjectId applied) throws IOException {
    if (!clone.getObjectDatabase().has(applied)) {
      return false;
    }
    try (RevWalk walk = new RevWalk(clone)) {
      return walk.isMergedInto(walk.parseCommit(applied), walk.parseCommit(head));
    }
  }

  /** Whether the commit is here. */
  boolean has(ObjectId head) throws IOException {
    return clone.getObjectDatabase().has(head);
  }
}
