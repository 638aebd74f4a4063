package dev.tagboat.bot.policy;

import java.util.Optional;

/** Follows calendar versions of one layout. */
final class CalverPolicy implements TagPolicy {
  private final CalverLayout layout;
  private final boolean prereleases;

  /**
   * @param prereleases whether a release may be followed by a pre-release; a layout that names
   *     MODIFIER says so too
   * @throws IllegalArgumentException when the layout is none
   */
  CalverPolicy(String layout, boolean prereleases) {
    this.layout = CalverLayout.parse(layout);
    this.prereleases = prereleases || this.layout.namesModifier();
  }

  @Override
  public Decision admit(Subject candidate) {
    return admit(candidate, prereleases);
  }

  private Decision admit(Subject candidate, boolean alsoPrereleases) {
    Optional<CalendarVersion> next = version(candidate);
    if (next.isEmpty()) {
      return Decision.no(
          Rejection.NOT_A_VERSION, candidate + " is not a calendar version " + layout);
    }
    return next.get().isPrerelease() && !alsoPrereleases
        ? Decision.no(Rejection.PRERELEASE, candidate + " is a pre-release")
        : new Decision.Accepted(candidate + " is a calendar version " + layout);
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    Optional<CalendarVersion> now = version(current);
    boolean inPrerelease = now.isPresent() && now.get().isPrerelease();
    Decision admitted = admit(candidate, prereleases || inPrerelease);
    if (!admitted.isAccepted()) {
      return admitted;
    }
    if (now.isEmpty()) {
      return Orders.none(current, candidate, "a calendar version " + layout);
    }
    CalendarVersion next = version(candidate).orElseThrow();
    return next.spelledWithV() == now.get().spelledWithV()
        ? Orders.decide(current, candidate, next.compareTo(now.get()), allowDowngrade)
        : Decision.no(
            Rejection.OTHER_SHAPE, candidate + " is not of the same kind of tag as " + current);
  }

  @Override
  public int compare(Subject a, Subject b) {
    Optional<CalendarVersion> left = version(a);
    Optional<CalendarVersion> right = version(b);
    return left.isPresent() && right.isPresent()
        ? left.get().compareTo(right.get())
        : Boolean.compare(left.isPresent(), right.isPresent());
  }

  private Optional<CalendarVersion> version(Subject subject) {
    return layout.read(subject.text());
  }
}
