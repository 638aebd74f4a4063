package dev.tagboat.bot.forge.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code GitHub-Authentication-Token-Expiration}: {@code 2026-12-01 08:00:00 UTC}, on some
 * servers with an offset ({@code -0700}) in place of the zone.
 */
final class TokenExpiry {
  private static final List<DateTimeFormatter> FORMATS =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx", Locale.ROOT));

  private TokenExpiry() {}

  static @Nullable Instant parse(@Nullable String header) {
    for (DateTimeFormatter format : FORMATS) {
      try {
        if (header != null) {
          return ZonedDateTime.parse(header.strip(), format).toInstant();
        }
      } catch (DateTimeException e) {
        // the other form, or none that we know: then the end is not known
      }
    }
    return null;
  }
}
