package dev.tagboat.bot.policy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag with a date in it that needs no layout to be seen: a year of four digits before anything
 * else that counts ({@code 2024.1.3}, {@code 2024-01-31T10-20-30}), a date without separators, with
 * or without a time ({@code 20240131}, {@code img_20240131.2}), or a short year with a month of two
 * digits ({@code 24.04}).
 *
 * @param numbers year first, whatever the spelling
 */
record CalendarShape(TagShape shape, List<BigInteger> numbers)
    implements Comparable<CalendarShape> {
  private static final String YEAR = "(?:19|20|21)[0-9]{2}";
  private static final Pattern WITH_YEAR = Pattern.compile(YEAR);
  private static final Pattern COMPACT =
      Pattern.compile(
          "("
              + YEAR
              + ")(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
              + "(?:([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?)?");
  private static final Pattern SHORT =
      Pattern.compile("[^0-9]*[0-9]{2}[.-](?:0[1-9]|1[0-2])(?![0-9]).*");
  private static final int SHORT_YEARS = 100;

  CalendarShape {
    numbers = List.copyOf(numbers);
  }

  /** Empty when no date is to be seen. */
  static Optional<CalendarShape> of(String text) {
    TagShape shape = TagShape.of(text);
    if (shape.hasNoNumbers()) {
      return Optional.empty();
    }
    String first = shape.numbers().get(0).toString();
    if (WITH_YEAR.matcher(first).matches() || COMPACT.matcher(first).matches()) {
      return Optional.of(new CalendarShape(shape, expanded(shape.numbers())));
    }
    boolean isShort =
        SHORT.matcher(text).matches()
            && shape.numbers().get(0).compareTo(BigInteger.valueOf(SHORT_YEARS)) < 0;
    return isShort
        ? Optional.of(new CalendarShape(shape, withCentury(shape.numbers())))
        : Optional.empty();
  }

  private static List<BigInteger> expanded(List<BigInteger> numbers) {
    List<BigInteger> expanded = new ArrayList<>();
    for (BigInteger number : numbers) {
      Matcher matcher = COMPACT.matcher(number.toString());
      if (!matcher.matches()) {
        expanded.add(number);
        continue;
      }
      for (int i = 1; i <= matcher.groupCount() && matcher.group(i) != null; i++) {
        expanded.add(new BigInteger(matcher.group(i)));
      }
    }
    return expanded;
  }

  private static List<BigInteger> withCentury(List<BigInteger> numbers) {
    List<BigInteger> all = new ArrayList<>(numbers);
    all.set(0, numbers.get(0).add(CalendarVersion.Y2000));
    return all;
  }

  boolean isPrerelease() {
    return shape.prerelease() != null;
  }

  @Override
  public int compareTo(CalendarShape other) {
    return new TagShape("", numbers, shape.prerelease())
        .compareTo(new TagShape("", other.numbers, other.shape.prerelease()));
  }
}
