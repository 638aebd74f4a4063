package dev.tagboat.bot.pull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sizes as people read them. Only what is given counts, never the present time. */
final class Figures {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final double MEGA = 1e6;
  private static final double KILO = 1e3;
  private static final long SMALL = 100_000;
  private static final long MINUTE_LONG = 60;
  private static final long HOUR_LONG = 60 * MINUTE_LONG;
  private static final long DAY_LONG = 24 * HOUR_LONG;

  private Figures() {}

  static String time(Instant time) {
    return MINUTE.format(time);
  }

  /** How long between two times, in the unit that says most: {@code 6 days}. */
  static String span(Instant from, Instant to) {
    Duration span = Duration.between(from, to).abs();
    if (span.toMinutes() < 1) {
      return "less than a minute";
    }
    if (span.toMinutes() < 100) {
      return count(rounded(span, MINUTE_LONG), "minute");
    }
    if (span.toHours() < 36) {
      return count(rounded(span, HOUR_LONG), "hour");
    }
    if (span.toDays() < 60) {
      return count(rounded(span, DAY_LONG), "day");
    }
    return span.toDays() < 730
        ? count(span.toDays() / 30, "month")
        : count(span.toDays() / 365, "year");
  }

  private static long rounded(Duration span, long seconds) {
    return (span.toSeconds() + seconds / 2) / seconds;
  }

  /** {@code 1 commit}, {@code 2 commits}. */
  static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  static String size(long bytes) {
    return bytes < SMALL
        ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
        : String.format(Locale.ROOT, "%.1f MB", bytes / MEGA);
  }

  /** {@code +0.9 MB}; of sizes that look the same, {@code same size}. */
  static String growth(long from, long to) {
    if (size(from).equals(size(to)) || Math.abs(to - from) * 200 < from) {
      return "same size";
    }
    return (to < from ? "-" : "+") + size(Math.abs(to - from));
  }

  /** The same in percent; empty where that says nothing. */
  static String percent(long from, long to) {
    return from == 0 || growth(from, to).equals("same size")
        ? ""
        : String.format(Locale.ROOT, " (%+.0f %%)", 100.0 * (to - from) / from);
  }
}
