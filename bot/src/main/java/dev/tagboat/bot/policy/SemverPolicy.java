package dev.tagboat.bot.policy;

import dev.tagboat.bot.image.Tag;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows semantic versions inside a range. */
final class SemverPolicy implements TagPolicy {
  /** Dates, build numbers and hashes without a letter would pass for very high major versions. */
  private static final Pattern BARE_NUMBER = Pattern.compile("[0-9]{6,}");

  private final @Nullable SemanticRange range;
  private final String rangeText;
  private final boolean prereleases;

  /**
   * @param range null for any release
   */
  SemverPolicy(@Nullable String range, boolean prereleases) {
    this.range = range == null ? null : SemanticRange.parse(range);
    this.rangeText = range == null ? "*" : range;
    this.prereleases = prereleases;
  }

  @Override
  public Decision admit(Tag candidate) {
    Optional<SemanticVersion> next = version(candidate);
    if (next.isEmpty()) {
      return Decision.no(
          Rejection.NOT_A_VERSION, candidate + " cannot be read as a semantic version");
    }
    SemanticRange limit = range == null ? SemanticRange.parse("*") : range;
    if (!limit.allows(next.get(), prereleases)) {
      boolean stable = limit.allows(next.get(), true);
      return stable
          ? Decision.no(
              Rejection.PRERELEASE,
              candidate + " is a pre-release, and the range " + rangeText + " names none")
          : Decision.no(Rejection.OUT_OF_RANGE, candidate + " is not in the range " + rangeText);
    }
    return new Decision.Accepted(candidate + " is in the range " + rangeText);
  }

  @Override
  public Decision decide(Tag current, Tag candidate, boolean allowDowngrade) {
    Decision admitted = admit(candidate);
    if (!admitted.isAccepted()) {
      return admitted;
    }
    Optional<SemanticVersion> now = version(current);
    Optional<SemanticVersion> next = version(candidate);
    if (now.isEmpty() || next.isEmpty()) {
      return withoutOrder(current, candidate);
    }
    return Orders.decide(current, candidate, next.get().compareTo(now.get()), allowDowngrade);
  }

  // Someone wrote down a range for a place that still has another tag: the range says what to do.
  private Decision withoutOrder(Tag current, Tag candidate) {
    return range == null
        ? Decision.no(
            Rejection.NO_ORDER,
            current
                + " is no semantic version, so nothing tells whether "
                + candidate
                + " is newer. Give the image a range in .tagboat.yaml.")
        : new Decision.Accepted(
            candidate + " is in the range " + rangeText + ", and " + current + " is no version");
  }

  @Override
  public int compare(Tag a, Tag b) {
    Optional<SemanticVersion> left = version(a);
    Optional<SemanticVersion> right = version(b);
    return left.isPresent() && right.isPresent() ? left.get().compareTo(right.get()) : 0;
  }

  private static Optional<SemanticVersion> version(Tag tag) {
    return BARE_NUMBER.matcher(tag.value()).matches()
        ? Optional.empty()
        : SemanticVersion.parse(tag.value());
  }
}
