package dev.tagboat.bot.git;

import java.time.Duration;

/**
 * How long git may take.
 *
 * @param network the longest silence of the remote, whole seconds
 * @param lock how long to wait for a mirror that somebody else uses
 */
public record GitSettings(Duration network, Duration lock) {

  /** 60 s of silence, 10 minutes for the lock. */
  public static GitSettings defaults() {
    return new GitSettings(Duration.ofSeconds(60), Duration.ofMinutes(10));
  }

  int networkSeconds() {
    return Math.toIntExact(Math.max(1, network.toSeconds()));
  }
}
