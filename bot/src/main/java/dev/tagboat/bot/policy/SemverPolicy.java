package dev.tagboat.bot.policy;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Follows semantic versions inside a range.
 *
 * <p>A number of six digits or more without a dot is a version to Masterminds/semver (20240131 is
 * 20240131.0.0), and most often a date, a build number or a commit hash without a letter. It is
 * read as a version here too, but never replaces one that has a dot, and is never picked before
 * one.
 */
final class SemverPolicy implements TagPolicy {
  private static final Pattern BARE_NUMBER = Pattern.compile("v?[0-9]{6,}");

  private static final Comparator<Subject> BARE_FIRST =
      Comparator.comparing(subject -> !isBare(subject));

  private final SemanticRange range;
  private final String rangeText;
  private final boolean prereleases;
  private final VersionSpelling spelling;

  /**
   * @param range null for any release
   * @throws IllegalArgumentException when the range is none
   */
  SemverPolicy(@Nullable String range, boolean prereleases, VersionSpelling spelling) {
    this.rangeText = range == null ? "*" : range;
    this.range = SemanticRange.parse(rangeText);
    this.prereleases = prereleases;
    this.spelling = spelling;
  }

  @Override
  public Decision admit(Subject candidate) {
    Optional<SemanticVersion> next = version(candidate);
    if (next.isEmpty()) {
      return Decision.no(
          Rejection.NOT_A_VERSION, candidate + " cannot be read as a semantic version");
    }
    if (range.allows(next.get(), prereleases)) {
      return new Decision.Accepted(candidate + " is in the range " + rangeText);
    }
    return range.allows(next.get(), true)
        ? Decision.no(
            Rejection.PRERELEASE,
            candidate + " is a pre-release, and the range " + rangeText + " names none")
        : Decision.no(Rejection.OUT_OF_RANGE, candidate + " is not in the range " + rangeText);
  }

  @Override
  public Decision decide(Subject current, Subject candidate, boolean allowDowngrade) {
    Decision admitted = admit(candidate);
    if (!admitted.isAccepted()) {
      return admitted;
    }
    boolean sameKind = isBare(candidate) == isBare(current);
    if (version(current).isEmpty() || (isBare(current) && !sameKind)) {
      return Orders.none(current, candidate, "a semantic version");
    }
    return sameKind
        ? Orders.decide(current, candidate, compare(candidate, current), allowDowngrade)
        : Decision.no(
            Rejection.NOT_A_VERSION,
            candidate
                + " is a number without a dot, such as a date or a commit has, and no upgrade of "
                + current);
  }

  @Override
  public int compare(Subject a, Subject b) {
    Optional<SemanticVersion> left = version(a);
    Optional<SemanticVersion> right = version(b);
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isPresent(), right.isPresent());
    }
    int bare = BARE_FIRST.compare(a, b);
    return bare != 0 ? bare : left.get().compareTo(right.get());
  }

  private Optional<SemanticVersion> version(Subject subject) {
    return spelling.read(subject.text());
  }

  private static boolean isBare(Subject subject) {
    return BARE_NUMBER.matcher(subject.text()).matches();
  }
}
