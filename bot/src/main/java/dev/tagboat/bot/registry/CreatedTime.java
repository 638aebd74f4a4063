package dev.tagboat.bot.registry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads a created time (RFC 3339). */
final class CreatedTime {
  /**
   * There were no images before 2013. What claims to be older has the fixed time of a reproducible
   * build: 0001-01-01 (Go's zero), 1970-01-01 (jib, ko, Bazel), 1980-01-01 (buildpacks).
   */
  private static final Instant FIRST = Instant.parse("2013-01-01T00:00:00Z");

  private CreatedTime() {}

  /** Empty when there is no time in it, or one that says nothing. */
  static Optional<Instant> parse(String text) {
    if (text.length() < 20 || text.length() > 64) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(time -> time.isAfter(FIRST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
