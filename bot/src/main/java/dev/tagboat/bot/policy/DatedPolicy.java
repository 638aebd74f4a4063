package dev.tagboat.bot.policy;

import java.util.Optional;

/** Follows tags with a date in them, of the current tag's shape where there is one. */
final class DatedPolicy implements TagPolicy {
  private static final String KIND = "a calendar version that needs no layout to be seen";

  private final AutoPolicy series;
  private final boolean prereleases;

  DatedPolicy(boolean prereleases) {
    this.series = new AutoPolicy(prereleases);
    this.prereleases = prereleases;
  }

  @Override
  public Decision admit(Subject candidate) {
    Optional<CalendarShape> next = CalendarShape.of(candidate.text());
    if (next.isEmpty()) {
      return Decision.no(Rejection.NOT_A_VERSION, candidate + " is not " + KIND);
    }
    return next.get().isPrerelease() && !prereleases
        ? Decision.no(Rejection.PRERELEASE, candidate + " is a pre-release")
        : new Decision.Accepted(candidate + " is a calendar version");
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    if (CalendarShape.of(candidate.text()).isEmpty()) {
      return admit(candidate);
    }
    return CalendarShape.of(current.text()).isEmpty()
        ? Orders.none(current, candidate, KIND)
        : series.decide(current, candidate, allowDowngrade);
  }

  @Override
  public int compare(Subject a, Subject b) {
    Optional<CalendarShape> left = CalendarShape.of(a.text());
    Optional<CalendarShape> right = CalendarShape.of(b.text());
    return left.isPresent() && right.isPresent()
        ? left.get().compareTo(right.get())
        : Boolean.compare(left.isPresent(), right.isPresent());
  }
}
