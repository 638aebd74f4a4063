package dev.tagboat.bot.pull;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.config.Schedule;
import dev.tagboat.bot.forge.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has to wait, and until when. */
final class Patience {
  /** The longest span that a limit is counted over. */
  static final Duration HOUR = Duration.ofHours(1);

  /** When to look again after something that people end at any time. */
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private Patience() {}

  static Optional<Move.Wait> schedule(PullRequestSettings settings, Instant now) {
    return settings
        .windows()
        .opens(now)
        .map(
            opens ->
                new Move.Wait(
                    "waits for the schedule, which opens at " + Schedule.words(opens),
                    opens.toInstant()));
  }

  static Optional<Move.Wait> pace(PullRequestSettings settings, Pace pace, Instant now) {
    if (pace.open() >= settings.maxOpen()) {
      return Optional.of(
          new Move.Wait(
              "waits until a pull request is merged or closed: "
                  + pace.open()
                  + " are open, and max-open is "
                  + settings.maxOpen(),
              now.plus(A_WHILE)));
    }
    List<Instant> opened = pace.opened().stream().sorted().toList();
    int spare = opened.size() - settings.perHour();
    if (spare < 0) {
      return Optional.empty();
    }
    Instant free = opened.get(spare).plus(HOUR);
    return Optional.of(
        new Move.Wait(
            "waits until " + free + ": per-hour is " + settings.perHour() + ", which is used up",
            free));
  }

  static Move.Wait queue(int number, Instant now) {
    return new Move.Wait(
        "waits until pull request #" + number + " leaves the merge queue, which a push would stop",
        now.plus(A_WHILE));
  }
}
