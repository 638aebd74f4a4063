package dev.tagboat.bot.policy;

import dev.tagboat.bot.config.PolicyKind;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How far it is from one version to the next, for the person who reviews it.
 *
 * @param back whether it goes to an older version
 * @param prerelease whether the new version is a pre-release
 */
public record VersionStep(Part part, boolean back, boolean prerelease) {
  private static final BigInteger FIRST_YEAR = BigInteger.valueOf(1990);

  /** The part of a version that changes (semver.org, items 6 to 9). */
  public enum Part {
    MAJOR,
    MINOR,
    PATCH,
    /** Nothing but what stands behind the three numbers. */
    PRERELEASE
  }

  /**
   * Empty when the two are no semantic versions, are the same one, or are more likely something
   * else: a date, or a build number.
   *
   * @param policy key of the policy that orders the tags: some say that they are no versions
   */
  public static Optional<VersionStep> between(String from, String to, String policy) {
    boolean semantic = policy.equals(PolicyKind.SEMVER.key());
    if (!semantic
        && !policy.equals(PolicyKind.AUTO.key())
        && !policy.equals(PolicyKind.EXACT.key())) {
      return Optional.empty();
    }
    Optional<SemanticVersion> a = version(from, semantic);
    Optional<SemanticVersion> b = version(to, semantic);
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    int order = b.get().compareTo(a.get());
    return order == 0
        ? Optional.empty()
        : Optional.of(new VersionStep(part(a.get(), b.get()), order < 0, isPrerelease(to)));
  }

  private static Optional<SemanticVersion> version(String tag, boolean semantic) {
    return SemanticVersion.parse(tag)
        .filter(version -> semantic || !isDate(version))
        // One number alone: 17 is a version of PostgreSQL, 1734 is a build.
        .filter(version -> semantic || tag.indexOf('.') > 0 || tag.length() <= 3);
  }

  // 2024.11, 20241101: calendars, whose first number says nothing about what breaks.
  private static boolean isDate(SemanticVersion version) {
    return version.major().compareTo(FIRST_YEAR) >= 0;
  }

  private static boolean isPrerelease(String tag) {
    return TagShape.of(tag).prerelease() != null;
  }

  private static Part part(SemanticVersion a, SemanticVersion b) {
    if (!a.major().equals(b.major())) {
      return Part.MAJOR;
    }
    if (!a.minor().equals(b.minor())) {
      return Part.MINOR;
    }
    return a.patch().equals(b.patch()) ? Part.PRERELEASE : Part.PATCH;
  }
}
