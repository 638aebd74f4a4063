package dev.tagboat.bot.forge.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Walks commits. */
final class GitHistory {
  // As many as GitHub's comparison lists at most.
  private static final int MOST = 250;

  private GitHistory() {}

  /** A branch, tag or commit id; the commit with its whole message and parents. */
  static Optional<RevCommit> find(Repository git, String revision) throws IOException {
    ObjectId id;
    try {
      Optional<String> branch = GitRefs.head(git, revision);
      id = branch.isPresent() ? ObjectId.fromString(branch.get()) : git.resolve(revision);
    } catch (RevisionSyntaxException e) {
      return Optional.empty();
    }
    if (id == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(git)) {
      return Optional.of(walk.parseCommit(id));
    } catch (MissingObjectException | IncorrectObjectTypeException e) {
      return Optional.empty();
    }
  }

  static RevCommit commit(Repository git, String sha) throws IOException {
    return find(git, sha).orElseThrow(ApiError::notFound);
  }

  /** Commits reachable from {@code head} but not from {@code base}, oldest first. */
  static List<RevCommit> between(Repository git, String base, String head) throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(git)) {
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
      walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
      for (RevCommit commit : walk) {
        if (commits.size() == MOST) {
          break;
        }
        commits.add(commit);
      }
    }
    return commits;
  }

  /** Newest first. */
  static List<RevCommit> log(Repository git, RevCommit from, int skip, int most)
      throws IOException {
    List<RevCommit> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(git)) {
      walk.markStart(walk.parseCommit(from));
      int seen = 0;
      for (RevCommit commit : walk) {
        if (seen++ >= skip) {
          commits.add(commit);
        }
        if (commits.size() == most) {
          break;
        }
      }
    }
    return commits;
  }

  static Optional<String> mergeBase(Repository git, String a, String b) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(a)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(b)));
      RevCommit base = walk.next();
      return base == null ? Optional.empty() : Optional.of(base.name());
    }
  }

  static boolean reaches(Repository git, String from, String ancestor) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(ancestor)),
          walk.parseCommit(ObjectId.fromString(from)));
    }
  }
}
