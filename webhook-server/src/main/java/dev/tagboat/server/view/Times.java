package dev.tagboat.server.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
public final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  /** To the second, in UTC: {@code 2026-11-24 08:00:00 UTC}. */
  public static String exact(Instant at) {
    return EXACT.format(at);
  }

  /** {@code 3 min ago}, {@code in 2 h}, {@code just now}. */
  public static String ago(Instant at, Instant now) {
    Duration age = Duration.between(at, now);
    if (age.abs().toSeconds() < 5) {
      return "just now";
    }
    return age.isNegative() ? "in " + length(age.negated()) : length(age) + " ago";
  }

  /** In the largest unit that it has two of, or one: {@code 45 s}, {@code 90 min}, {@code 3 d}. */
  public static String length(Duration time) {
    if (time.toSeconds() < 120) {
      return time.toSeconds() + " s";
    }
    if (time.toMinutes() < 120) {
      return time.toMinutes() + " min";
    }
    if (time.toHours() < 48) {
      return time.toHours() + " h";
    }
    return time.toDays() + " d";
  }
}
