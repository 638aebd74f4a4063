package dev.tagboat.bot.policy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version read as loosely as Masterminds/semver v3 does ({@code NewVersion}): a {@code v} before,
 * missing minor and patch, leading zeros in numbers. Numbers are of any size.
 *
 * @param prerelease empty for a release
 */
record SemanticVersion(BigInteger major, BigInteger minor, BigInteger patch, String prerelease)
    implements Comparable<SemanticVersion> {
  private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-("
              + IDENTIFIERS
              + "))?(?:\\+"
              + IDENTIFIERS
              + ")?");

  private static final int MAX_LENGTH = 256;

  static Optional<SemanticVersion> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher m = GRAMMAR.matcher(text);
    if (!m.matches() || hasLeadingZero(m.group(4))) {
      return Optional.empty();
    }
    return Optional.of(
        new SemanticVersion(
            number(m.group(1)), number(m.group(2)), number(m.group(3)), orEmpty(m.group(4))));
  }

  /** Whether all three numbers are 0. */
  boolean isZero() {
    return major.signum() == 0 && minor.signum() == 0 && patch.signum() == 0;
  }

  /** Versions by precedence, above all that is none. */
  static int compare(Optional<SemanticVersion> a, Optional<SemanticVersion> b) {
    return a.isPresent() && b.isPresent()
        ? a.get().compareTo(b.get())
        : Boolean.compare(a.isPresent(), b.isPresent());
  }

  boolean isPrerelease() {
    return !prerelease.isEmpty();
  }

  /** Precedence by semver.org, item 11; build metadata does not count. */
  @Override
  public int compareTo(SemanticVersion other) {
    int order = major.compareTo(other.major);
    order = order != 0 ? order : minor.compareTo(other.minor);
    order = order != 0 ? order : patch.compareTo(other.patch);
    if (order != 0) {
      return order;
    }
    if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
      return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
    }
    return comparePrerelease(identifiers(prerelease), identifiers(other.prerelease));
  }

  private static int comparePrerelease(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compareIdentifier(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compareIdentifier(String a, String b) {
    boolean numericA = isNumeric(a);
    boolean numericB = isNumeric(b);
    if (numericA && numericB) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return numericA == numericB ? a.compareTo(b) : Boolean.compare(numericB, numericA);
  }

  private static boolean hasLeadingZero(@Nullable String prerelease) {
    return prerelease != null
        && identifiers(prerelease).stream()
            .anyMatch(id -> isNumeric(id) && id.length() > 1 && id.startsWith("0"));
  }

  private static List<String> identifiers(String prerelease) {
    return List.of(prerelease.split("\\.", -1));
  }

  private static boolean isNumeric(String identifier) {
    return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
