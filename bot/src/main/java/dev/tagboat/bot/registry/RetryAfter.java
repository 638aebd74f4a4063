package dev.tagboat.bot.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of RFC 9110 section 10.2.3, in both its forms. */
final class RetryAfter {
  private static final Duration MAX = Duration.ofHours(24);

  private RetryAfter() {}

  /** Between zero and a day; empty when the header is absent or unreadable. */
  static Optional<Duration> parse(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    return text.matches("[0-9]{1,9}")
        ? Optional.of(bounded(Duration.ofSeconds(Long.parseLong(text))))
        : parseDate(text).map(at -> bounded(Duration.between(now, at)));
  }

  private static Optional<Instant> parseDate(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wanted) {
    if (wanted.isNegative()) {
      return Duration.ZERO;
    }
    return wanted.compareTo(MAX) > 0 ? MAX : wanted;
  }
}
