package dev.tagboat.bot.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.jspecify.annotations.Nullable;

/** How commits of the mirror follow from each other. */
final class History {
  private static final int MAX_COMMITS = 50;

  private final Mended mirror;

  History(Mended mirror) {
    this.mirror = mirror;
  }

  List<CommitSummary> commitsBetween(CommitId base, CommitId head) {
    return mirror.call(
        "reading the history of " + head.abbreviated(),
        reader -> {
          List<CommitSummary> commits = new ArrayList<>();
          try (RevWalk walk = new RevWalk(reader)) {
            walk.markStart(walk.parseCommit(Ids.of(head)));
            walk.markUninteresting(walk.parseCommit(Ids.of(base)));
            for (@Nullable RevCommit commit = walk.next();
                commit != null && commits.size() < MAX_COMMITS;
                commit = walk.next()) {
              commits.add(summary(commit));
            }
          }
          return List.copyOf(commits);
        });
  }

  private static CommitSummary summary(RevCommit commit) {
    return new CommitSummary(
        new CommitId(commit.name()),
        identity(commit.getAuthorIdent()),
        identity(commit.getCommitterIdent()),
        commit.getFullMessage());
  }

  private static Identity identity(@Nullable PersonIdent person) {
    return person == null
        ? new Identity("", "")
        : new Identity(person.getName(), person.getEmailAddress());
  }

  Optional<CommitId> mergeBase(CommitId a, CommitId b) {
    return mirror.call(
        "looking for what " + a.abbreviated() + " and " + b.abbreviated() + " have in common",
        reader -> {
          try (RevWalk walk = new RevWalk(reader)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(Ids.of(a)));
            walk.markStart(walk.parseCommit(Ids.of(b)));
            return Optional.ofNullable(walk.next()).map(base -> new CommitId(base.name()));
          }
        });
  }

  boolean contains(CommitId head, CommitId commit) {
    return mirror.call(
        "looking for " + commit.abbreviated() + " in " + head.abbreviated(),
        reader -> {
          // What a force-push took away may never have been fetched: that is no damage.
          if (!reader.has(Ids.of(head)) || !reader.has(Ids.of(commit))) {
            return false;
          }
          try (RevWalk walk = new RevWalk(reader)) {
            return walk.isMergedInto(
                walk.parseCommit(Ids.of(commit)), walk.parseCommit(Ids.of(head)));
          }
        });
  }
}
