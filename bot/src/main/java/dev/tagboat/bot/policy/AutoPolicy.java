package dev.tagboat.bot.policy;

/** Follows the series that the current tag's shape implies. */
final class AutoPolicy implements TagPolicy {
  private final boolean prereleases;

  /**
   * @param prereleases whether a release may be followed by a pre-release
   */
  AutoPolicy(boolean prereleases) {
    this.prereleases = prereleases;
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    TagShape now = TagShape.of(current.text());
    TagShape next = TagShape.of(candidate.text());
    if (now.hasNoNumbers()) {
      return Decision.no(Rejection.NO_ORDER, noOrder(current, now));
    }
    if (next.hasCommit() && !now.hasCommit()) {
      return Decision.no(
          Rejection.COMMIT_HASH,
          candidate + " is named by a commit, which is not an upgrade of " + current);
    }
    if (!now.template().equals(next.template())) {
      return otherShape(
          current, candidate, "its shape is " + next.template() + ", not " + now.template());
    }
    if (!now.isOfMagnitude(next)) {
      return otherShape(current, candidate, "their numbers cannot be of one series");
    }
    if (!prereleases && next.prerelease() != null && now.prerelease() == null) {
      return Decision.no(
          Rejection.PRERELEASE, candidate + " is a pre-release, and " + current + " is a release");
    }
    return byOrder(current, candidate, next.compareTo(now), now.hasCommit(), allowDowngrade);
  }

  private static Decision byOrder(
      Subject current, Subject candidate, int order, boolean hasCommit, boolean allowDowngrade) {
    if (order == 0 && hasCommit) {
      return Decision.no(
          Rejection.NO_ORDER,
          candidate + " and " + current + " differ by commit only, which does not order them");
    }
    return Orders.decide(current, candidate, order, allowDowngrade);
  }

  private static Decision otherShape(Subject current, Subject candidate, String why) {
    return Decision.no(
        Rejection.OTHER_SHAPE,
        candidate + " is not of the same kind of tag as " + current + ": " + why);
  }

  private static String noOrder(Subject current, TagShape now) {
    String what = now.hasCommit() ? "names a commit" : "names no version";
    return current
        + " "
        + what
        + ", so nothing tells which tags are newer. Write a version tag there, or give the image a"
        + " policy in .tagboat.yaml.";
  }

  @Override
  public Decision admit(Subject candidate) {
    return Decision.no(
        Rejection.NO_ORDER,
        "policy auto goes by the current tag, and none is given for " + candidate);
  }

  @Override
  public int compare(Subject a, Subject b) {
    return TagShape.of(a.text()).compareTo(TagShape.of(b.text()));
  }
}
