package dev.tagboat.bot.forge;

import java.util.List;

/**
 * What came between two commits of a repository.
 *
 * @param total how many commits
 * @param some at most {@link #MAX} of them: the newest first, or of very many the oldest
 */
public record CommitRange(int total, List<Commit> some) {
  /** As many as a person reads. */
  public static final int MAX = 10;

  /**
   * @param id in full
   * @param subject the first line of its message, any characters
   */
  public record Commit(String id, String subject) {}

  public CommitRange {
    some = List.copyOf(some);
  }
}
