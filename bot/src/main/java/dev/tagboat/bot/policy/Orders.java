package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;

/** What follows from the order of two tags, for every policy that has one. */
final class Orders {
  private Orders() {}

  /**
   * @param order positive when the candidate is higher
   */
  static Decision decide(Tag current, Tag candidate, int order, boolean allowDowngrade) {
    if (order == 0) {
      return Decision.no(Rejection.SAME_VERSION, candidate + " is the same version as " + current);
    }
    if (order < 0 && !allowDowngrade) {
      return Decision.no(Rejection.DOWNGRADE, candidate + " is older than " + current);
    }
    return new Decision.Accepted(
        candidate + (order < 0 ? " is older than " : " is newer than ") + current);
  }
}
