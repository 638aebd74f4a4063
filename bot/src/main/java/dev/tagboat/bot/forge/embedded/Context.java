package dev.tagboat.bot.forge.embedded;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What every part of the server works with. */
record Context(Store store, Urls urls, Clock clock, Events events) {
  // GitHub's times have no fraction.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
