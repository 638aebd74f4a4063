package dev.tagboat.bot.policy;

import dev.tagboat.bot.policy.CalverToken.Field;
import java.math.BigInteger;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tag read by a layout.
 *
 * @param numbers by weight
 * @param modifier empty for a release; what has one comes before it
 * @param spelledWithV whether the tag has a v that the layout does not name
 */
record CalendarVersion(List<BigInteger> numbers, Modifier modifier, boolean spelledWithV)
    implements Comparable<CalendarVersion> {
  static final BigInteger Y2000 = BigInteger.valueOf(2000);

  CalendarVersion {
    numbers = List.copyOf(numbers);
  }

  /**
   * @param modifier what the layout names so
   * @param rest of the tag, behind what the layout names; only a pre-release may stand there
   * @return empty when the date is none, or the rest is something else
   */
  static Optional<CalendarVersion> of(
      List<Field> order,
      Map<Field, BigInteger> values,
      String modifier,
      String rest,
      boolean spelledWithV) {
    Optional<Modifier> behind =
        modifier.isEmpty() && !rest.isEmpty()
            ? Modifier.prerelease(rest)
            : Optional.of(Modifier.of(modifier));
    if (behind.isEmpty() || (!modifier.isEmpty() && !rest.isEmpty()) || !isDate(values)) {
      return Optional.empty();
    }
    List<BigInteger> numbers =
        order.stream().map(field -> values.getOrDefault(field, BigInteger.ZERO)).toList();
    return Optional.of(new CalendarVersion(numbers, behind.get(), spelledWithV));
  }

  private static boolean isDate(Map<Field, BigInteger> values) {
    int year = value(values, Field.YEAR, 2000);
    int month = value(values, Field.MONTH, 1);
    return month >= 1
        && month <= 12
        && value(values, Field.DAY, 1) >= 1
        && value(values, Field.DAY, 1) <= YearMonth.of(year, month).lengthOfMonth()
        && value(values, Field.WEEK, 1) <= 53
        && value(values, Field.HOUR, 0) <= 23
        && value(values, Field.MINUTE, 0) <= 59
        && value(values, Field.SECOND, 0) <= 60;
  }

  private static int value(Map<Field, BigInteger> values, Field field, int otherwise) {
    BigInteger value = values.get(field);
    return value == null ? otherwise : value.intValueExact();
  }

  boolean isPrerelease() {
    return !modifier.isEmpty();
  }

  @Override
  public int compareTo(CalendarVersion other) {
    for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
      int order = numbers.get(i).compareTo(other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(numbers.size(), other.numbers.size());
    return order != 0 ? order : modifier.compareTo(other.modifier);
  }
}
