package dev.tagboat.bot.forge;

import java.time.Instant;
import java.util.List;

/**
 * How busy we were.
 *
 * @param open how many pull requests of ours are open
 * @param opened when those were opened that are not older than was asked for
 */
public record Pace(int open, List<Instant> opened) {
  /** Nothing so far. */
  public static final Pace NONE = new Pace(0, List.of());

  public Pace {
    opened = List.copyOf(opened);
  }
}
