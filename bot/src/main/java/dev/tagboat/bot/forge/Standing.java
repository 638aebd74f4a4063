package dev.tagboat.bot.forge;

/**
 * What stands in the way of an open pull request.
 *
 * @param queued whether it is in a merge queue: a push would throw it out
 * @param stale whether it conflicts with its base, or is behind one that it must be level with
 */
public record Standing(boolean queued, boolean stale) {
  /** Nothing does. */
  public static final Standing FREE = new Standing(false, false);
}
