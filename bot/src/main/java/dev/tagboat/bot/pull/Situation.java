package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the forge before we act.
 *
 * @param head where our branch points to; null when it does not exist
 * @param commits the commits on our branch that the base does not have, newest first
 * @param contentCurrent whether every file we would write already has that content on our branch
 * @param behind whether the base has commits that our branch lacks
 * @param pullRequests pull requests from our branch into the base, newest first
 */
public record Situation(
    @Nullable CommitId head,
    List<CommitSummary> commits,
    boolean contentCurrent,
    boolean behind,
    List<PullRequest> pullRequests) {
  public Situation {
    commits = List.copyOf(commits);
    pullRequests = List.copyOf(pullRequests);
  }

  /** The same, knowing whether the content is current. */
  public Situation withContent(boolean current) {
    return new Situation(head, commits, current, behind, pullRequests);
  }

  /** The pull request that is open. */
  public Optional<PullRequest> open() {
    return pullRequests.stream().filter(PullRequest::isOpen).findFirst();
  }

  /**
   * The newest commit, when it is not ours. Ours is always made directly on a base, and whoever
   * puts a commit over or under it becomes the committer of the newest one; so what lies below is
   * history of the base, even when the base was force-pushed since.
   */
  Optional<CommitSummary> foreignCommit() {
    return commits.stream().limit(1).filter(commit -> !Manners.isOurs(commit)).findFirst();
  }
}
