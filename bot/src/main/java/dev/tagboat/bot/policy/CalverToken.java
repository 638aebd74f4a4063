package dev.tagboat.bot.policy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a layout of calendar versions can name (https://calver.org, "Scheme"), and the time of day.
 * Longer names first, so that the first that fits is meant.
 */
enum CalverToken {
  MODIFIER("MODIFIER", Field.MODIFIER, "[0-9A-Za-z][0-9A-Za-z._-]*", ""),
  MAJOR("MAJOR", Field.MAJOR, "[0-9]+", ""),
  MINOR("MINOR", Field.MINOR, "[0-9]+", ""),
  MICRO("MICRO", Field.MICRO, "[0-9]+", ""),
  FULL_YEAR("YYYY", Field.YEAR, "[0-9]{4}", "[0-9]{4}"),
  /** Years since 2000. */
  SHORT_YEAR("YY", Field.YEAR, "[0-9]{1,3}", "[0-9]{2}"),
  PADDED_YEAR("0Y", Field.YEAR, "[0-9]{2,3}", "[0-9]{2}"),
  SHORT_MONTH("MM", Field.MONTH, "[0-9]{1,2}", "[0-9]{2}"),
  PADDED_MONTH("0M", Field.MONTH, "[0-9]{2}", "[0-9]{2}"),
  SHORT_WEEK("WW", Field.WEEK, "[0-9]{1,2}", "[0-9]{2}"),
  PADDED_WEEK("0W", Field.WEEK, "[0-9]{2}", "[0-9]{2}"),
  SHORT_DAY("DD", Field.DAY, "[0-9]{1,2}", "[0-9]{2}"),
  PADDED_DAY("0D", Field.DAY, "[0-9]{2}", "[0-9]{2}"),
  HOUR("HH", Field.HOUR, "[0-9]{2}", "[0-9]{2}"),
  MINUTE("mm", Field.MINUTE, "[0-9]{2}", "[0-9]{2}"),
  SECOND("ss", Field.SECOND, "[0-9]{2}", "[0-9]{2}");

  /** What a token counts; those of a point in time first, by weight. */
  enum Field {
    YEAR,
    MONTH,
    WEEK,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    MAJOR,
    MINOR,
    MICRO,
    MODIFIER;

    boolean isTime() {
      return compareTo(MAJOR) < 0;
    }

    /** Whether a tag may leave it out at the end, as {@code 24.0} before {@code 24.0.1} does. */
    boolean isOptional() {
      return compareTo(MINOR) >= 0;
    }
  }

  private static final List<CalverToken> LONGEST_FIRST =
      Arrays.stream(values())
          .sorted(Comparator.comparing((CalverToken token) -> -token.text.length()))
          .toList();

  final String text;
  final Field field;
  final String digits;
  private final String fixedDigits;

  CalverToken(String text, Field field, String digits, String fixedDigits) {
    this.text = text;
    this.field = field;
    this.digits = digits;
    this.fixedDigits = fixedDigits;
  }

  /** The token that stands at a place of a layout; null where a literal stands. */
  static @Nullable CalverToken at(String layout, int at) {
    return LONGEST_FIRST.stream()
        .filter(token -> layout.startsWith(token.text, at))
        .findFirst()
        .orElse(null);
  }

  /**
   * What it takes of a tag directly beside another token; empty when nothing would tell them apart.
   */
  String beside() {
    return fixedDigits;
  }

  boolean countsFrom2000() {
    return this == SHORT_YEAR || this == PADDED_YEAR;
  }
}
