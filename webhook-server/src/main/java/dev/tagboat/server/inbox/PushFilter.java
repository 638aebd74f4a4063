package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import org.jspecify.annotations.Nullable;

/**
 * Which pushes to list.
 *
 * @param state null for any
 * @param image null for any
 * @param limit how many at most
 * @param after the id of the last push of the page before; null for the newest
 */
public record PushFilter(
    @Nullable PushState state, @Nullable ImageName image, int limit, @Nullable String after) {

  /** The newest pushes, whatever their state. */
  public static PushFilter newest(int limit) {
    return new PushFilter(null, null, limit, null);
  }
}
