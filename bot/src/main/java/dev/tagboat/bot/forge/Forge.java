package dev.tagboat.bot.forge;

import java.util.List;
import java.util.Optional;

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
   * Adds labels (created when missing), reviewers, assignees. A refusal is a warning, a sentence.
   */
  List<String> decorate(int number, Decoration decoration);

  void comment(int number, String body);

  /** Closes without merging. */
  void close(int number);

  /** Whether pull requests are opened here; false for a forge that only takes pushes. */
  default boolean keepsPullRequests() {
    return true;
  }

  /** Push options that make the forge itself open the request; empty for most. */
  default List<String> pushOptions(Proposal proposal) {
    return List.of();
  }
}
