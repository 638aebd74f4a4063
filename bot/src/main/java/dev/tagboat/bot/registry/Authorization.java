package dev.tagboat.bot.registry;

import java.time.Instant;

/**
 * A value for the {@code Authorization} header.
 *
 * @param until when it must not be used any more
 */
record Authorization(String header, Instant until) {

  @Override
  public String toString() {
    return "***";
  }
}
