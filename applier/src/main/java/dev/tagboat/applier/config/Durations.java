package dev.tagboat.applier.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times such as {@code 90s}, {@code 10m}, {@code 1h30m}. */
final class Durations {
  private static final Pattern FORM =
      Pattern.compile("(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?(?:(\\d{1,7})ms)?");

  private Durations() {}

  /**
   * @throws IllegalArgumentException for any other text
   */
  static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.isEmpty() || !form.matches()) {
      throw new IllegalArgumentException("must be a time such as 30s, 10m or 1h30m");
    }
    return Duration.ofHours(part(form, 1))
        .plusMinutes(part(form, 2))
        .plusSeconds(part(form, 3))
        .plusMillis(part(form, 4));
  }

  private static long part(Matcher form, int group) {
    String digits = form.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
