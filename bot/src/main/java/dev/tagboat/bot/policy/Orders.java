package dev.tagboat.bot.policy;

/** What follows from the order of two tags, for every policy that has one. */
final class Orders {
  private Orders() {}

  /**
   * @param order positive when the candidate is higher
   */
  static Decision decide(Subject current, Subject candidate, int order, boolean allowDowngrade) {
    if (order == 0) {
      return Decision.no(Rejection.SAME_VERSION, candidate + " is the same version as " + current);
    }
    if (order < 0 && !allowDowngrade) {
      return Decision.no(Rejection.DOWNGRADE, candidate + " is older than " + current);
    }
    return new Decision.Accepted(
        candidate + (order < 0 ? " is older than " : " is newer than ") + current);
  }

  /**
   * @param kind what the current tag is not, such as "a number"
   */
  static Decision none(Subject current, Subject candidate, String kind) {
    return Decision.no(
        Rejection.NO_ORDER,
        current.tag()
            + " is not "
            + kind
            + ", so nothing tells whether "
            + candidate
            + " is newer");
  }
}
