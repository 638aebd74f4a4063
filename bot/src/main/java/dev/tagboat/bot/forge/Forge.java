package dev.tagboat.bot.forge;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.git.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where pull requests of one config repo live.
 *
 * <p>Every method throws {@link dev.tagboat.bot.fault.TransientFault} on network trouble, 5xx and
 * rate limits (with the resume time), and {@link dev.tagboat.bot.fault.UserFault} when the forge
 * refuses for good (401, 403, 404, 422 that no retry mends).
 */
public interface Forge {
  /**
   * Our pull requests from branch {@code head} into {@code base}, of any state, newest first, at
   * most 30; empty for a forge that keeps none.
   */
  List<PullRequest> find(String head, String base);

  /** What a run has to know of a branch; at once, where the forge can be asked so. */
  default Reading read(Subject subject) {
    return Reading.stepwise(this, subject);
  }

  /** One pull request as it is now; empty when there is none of that number. */
  Optional<PullRequest> get(int number);

  /**
   * Opens a pull request; when an open one from the same head exists already, answers that one
   * unchanged.
   *
   * @return empty for a forge that only takes pushes
   */
  Optional<PullRequest> open(Proposal proposal);

  /** Replaces title and body. */
  PullRequest rewrite(int number, String title, String body);

  /**
   * Adds labels (created when missing), reviewers, assignees, and puts it on a milestone unless it
   * was on one before: what people took it off stays so. A refusal is a warning, a sentence.
   *
   * @param milestone its number; null for none
   * @param fresh whether the pull request was opened just now, so that it has no history yet
   */
  List<String> decorate(
      int number, Decoration decoration, @Nullable Integer milestone, boolean fresh);

  /** Whether the forge shows people a commit as signed by who made it; false where it cannot. */
  default boolean isVerified(CommitId commit) {
    return false;
  }

  void comment(int number, String body);

  /** Closes without merging. */
  void close(int number);

  /** What people and programs say on a pull request, oldest first, at most the newest 100. */
  List<Comment> comments(int number);

  /** Whether somebody may push to the repository: who may not cannot command us. */
  boolean mayWrite(String login);

  /** Answers a comment; again without harm. */
  void react(long comment, Reaction reaction);

  /**
   * How many pull requests into {@code base} are ours.
   *
   * @param prefix what our branches start with
   * @param since how far back to count those opened
   */
  Pace pace(String base, String prefix, Instant since);

  /** What stands in the way of an open pull request. */
  Standing standing(int number);

  /** Everything that was ever put on a pull request, also what people took off again. */
  Decoration history(int number);

  /** Whether somebody ever reopened a pull request. */
  default boolean wasReopened(int number) {
    return false;
  }

  /**
   * Lets the forge merge an open pull request by itself as soon as its rules allow it.
   *
   * @param title of the commit that the merge makes
   * @return warnings: why the forge will not
   */
  List<String> autoMerge(PullRequest pullRequest, PullRequestSettings.Method method, String title);

  /** Commits made by the forge itself instead of pushed; empty when they are to be pushed. */
  Optional<Commits> commits(String base);

  /**
   * Whether a commit on a branch of ours was made by the forge with our credentials, now or when
   * they were still to be made there.
   */
  default boolean isOurs(CommitId commit) {
    return false;
  }

  /** How addresses of its pages are built; empty when only the host can tell. */
  default Optional<WebPages.Style> style() {
    return Optional.empty();
  }

  /**
   * What came between two commits of a repository on this forge, in one request; for people, so
   * whatever stands in the way of it is silence.
   *
   * @return empty when it cannot be read
   */
  default Optional<CommitRange> between(WebPages repository, String from, String to) {
    return Optional.empty();
  }

  /**
   * Who tells people here how commits were verified and what became of them; empty where nobody
   * can.
   */
  default Optional<Announcer> announcer() {
    return Optional.empty();
  }

  /** Whether pull requests are opened here; false for a forge that only takes pushes. */
  default boolean keepsPullRequests() {
    return true;
  }

  /**
   * How a commit of ours reaches this forge, where it is pushed.
   *
   * @param fresh whether it is the first one of its branch
   */
  default Handover handover(Proposal proposal, boolean fresh) {
    return Handover.PLAIN;
  }

  /** Whether commits go to a ref for review, so that no branch of ours exists on the server. */
  default boolean takesReviews() {
    return false;
  }
}
