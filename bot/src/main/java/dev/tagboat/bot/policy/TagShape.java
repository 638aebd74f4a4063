package dev.tagboat.bot.policy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tag taken apart: its numbers, and everything else as a template. Two tags with one template
 * belong to one series, and their numbers order them. Numbers that belong to a word for a platform
 * ({@code alpine3.6}, {@code windowsservercore-1809}) are part of the template.
 *
 * @param template the tag with {@code #} for each number, {@code <commit>} for each commit hash and
 *     without its pre-release part
 * @param prerelease null for a release
 */
record TagShape(String template, List<BigInteger> numbers, @Nullable Prerelease prerelease) {
  private static final String COMMIT = "<commit>";

  /**
   * git abbreviates to 7 digits or more. A hash without a letter can be told from a number only by
   * the word before it.
   */
  private static final Pattern HASH =
      Pattern.compile(
          "(?<![A-Za-z0-9])(?:g[0-9a-f]{7,40}|(?=[0-9]*[a-f])[0-9a-f]{7,40}"
              + "|(?<=(?:sha|git|commit)[-_.])[0-9]{7,40})(?![A-Za-z0-9])");

  private static final Pattern PRERELEASE =
      Pattern.compile(
          "(?<=[0-9])[-._]?(" + Prerelease.WORDS + ")(?:[-._]?([0-9]+))?(?![A-Za-z])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD_WITH_NUMBER =
      Pattern.compile("([A-Za-z]{2,})([-._]?)[0-9]+(?:\\.[0-9]+)*");

  private static final BigInteger FIRST_YEAR = BigInteger.valueOf(1990);
  private static final BigInteger LAST_YEAR = BigInteger.valueOf(2199);

  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** A number right behind one of these counts up; behind any other word it names a variant. */
  private static final Set<String> COUNTERS =
      Set.of("build", "rev", "post", "patch", "pl", "sp", "release", "rel", "kb", "hotfix", "fix");

  /** A number behind one of these names a variant even when a separator stands between. */
  private static final Set<String> PLATFORMS =
      Set.of(
          "windowsservercore",
          "nanoserver",
          "ltsc",
          "alpine",
          "debian",
          "ubuntu",
          "ubi",
          "rhel",
          "centos",
          "fedora",
          "rockylinux",
          "photon",
          "php",
          "python",
          "node",
          "java",
          "jre",
          "cuda");

  TagShape {
    numbers = List.copyOf(numbers);
  }

  static TagShape of(String tag) {
    StringBuilder template = new StringBuilder();
    List<BigInteger> numbers = new ArrayList<>();
    @Nullable Prerelease prerelease = null;
    Matcher matcher = HASH.matcher(tag).useTransparentBounds(true);
    int at = 0;
    while (at < tag.length()) {
      matcher.region(at, tag.length());
      if (matches(matcher, HASH)) {
        template.append(COMMIT);
        at = matcher.end();
      } else if (prerelease == null && !numbers.isEmpty() && matches(matcher, PRERELEASE)) {
        prerelease = Prerelease.of(matcher.group(1), number(matcher.group(2)));
        at = matcher.end();
      } else if (matches(matcher, WORD_WITH_NUMBER)) {
        boolean variant = !numbers.isEmpty() && isVariant(matcher.group(1), matcher.group(2));
        at = variant ? matcher.end() : matcher.end(1);
        template.append(variant ? matcher.group() : matcher.group(1));
      } else if (matches(matcher, NUMBER)) {
        numbers.add(number(matcher.group()));
        template.append('#');
        at = matcher.end();
      } else {
        template.append(tag.charAt(at));
        at++;
      }
    }
    return new TagShape(template.toString(), numbers, prerelease);
  }

  /** Whether there is nothing to order it by. */
  boolean hasNoNumbers() {
    return numbers.isEmpty();
  }

  boolean hasCommit() {
    return template.contains(COMMIT);
  }

  /** Whether the numbers can belong to one series: 17 and 20240131, or 17 and 2024, do not. */
  boolean isOfMagnitude(TagShape other) {
    for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
      int mine = digits(numbers.get(i));
      int theirs = digits(other.numbers.get(i));
      if (Math.max(mine, theirs) >= 6 && Math.abs(mine - theirs) >= 3) {
        return false;
      }
    }
    return hasNoNumbers()
        || other.hasNoNumbers()
        || isYear(numbers.get(0)) == isYear(other.numbers.get(0))
        || Math.abs(digits(numbers.get(0)) - digits(other.numbers.get(0))) < 2;
  }

  private static boolean isYear(BigInteger number) {
    return number.compareTo(FIRST_YEAR) >= 0 && number.compareTo(LAST_YEAR) <= 0;
  }

  private static int digits(BigInteger number) {
    return number.toString().length();
  }

  /** Numbers from left to right; a release after its pre-releases. */
  int compareTo(TagShape other) {
    int common = Math.min(numbers.size(), other.numbers.size());
    for (int i = 0; i < common; i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    if (numbers.size() != other.numbers.size()) {
      return Integer.compare(numbers.size(), other.numbers.size());
    }
    if (prerelease == null || other.prerelease == null) {
      return Boolean.compare(prerelease == null, other.prerelease == null);
    }
    return prerelease.compareTo(other.prerelease);
  }

  private static boolean matches(Matcher matcher, Pattern pattern) {
    return matcher.usePattern(pattern).lookingAt();
  }

  private static boolean isVariant(String word, String separator) {
    String lower = word.toLowerCase(Locale.ROOT);
    return separator.isEmpty() ? !COUNTERS.contains(lower) : PLATFORMS.contains(lower);
  }

  private static BigInteger number(@Nullable String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }
}
