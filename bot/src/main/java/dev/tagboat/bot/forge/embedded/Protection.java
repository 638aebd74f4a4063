package dev.tagboat.bot.forge.embedded;

import java.util.List;

/**
 * The rules of one branch.
 *
 * @param contexts statuses that must be {@code success} on the head before a merge
 * @param mergeQueue whether pull requests are merged by a queue
 * @param strict whether a pull request must be level with the branch before a merge
 * @param signatures whether only signed commits are taken
 */
public record Protection(
    String branch, List<String> contexts, boolean mergeQueue, boolean strict, boolean signatures) {
  public Protection {
    contexts = List.copyOf(contexts);
  }

  /** Neither strict nor for signed commits only. */
  public Protection(String branch, List<String> contexts, boolean mergeQueue) {
    this(branch, contexts, mergeQueue, false, false);
  }
}
