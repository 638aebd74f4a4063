package dev.tagboat.bot.registry;

import java.time.Instant;

/**
 * A value for the {@code Authorization} header.
 *
 * @param until when it must not be used any more
 * @param anonymous whether it was given to nobody in particular
 */
record Authorization(String header, Instant until, boolean anonymous) {

  @Override
  public String toString() {
    return "***";
  }
}
