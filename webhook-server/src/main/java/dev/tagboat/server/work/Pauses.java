package dev.tagboat.server.work;

import java.time.Duration;
import java.util.Optional;

/**
 * Growing pauses between attempts, and how many there are.
 *
 * @param first the pause after the first attempt; each later one is twice the one before
 * @param longest no pause is longer
 * @param attempts how many attempts there are in all
 */
public record Pauses(Duration first, Duration longest, int attempts) {

  /**
   * How patient the workers are.
   *
   * @param readable with a tag that the registry does not show yet
   * @param well with trouble that passes: network, 5xx, rate limits
   */
  public record Patience(Pauses readable, Pauses well) {
    /**
     * Most registries tell of a push some seconds before it can be read; after about five minutes
     * it will not come. Trouble is given about a day.
     */
    public static final Patience DEFAULT =
        new Patience(
            new Pauses(Duration.ofMillis(500), Duration.ofSeconds(60), 13),
            new Pauses(Duration.ofSeconds(2), Duration.ofMinutes(30), 57));
  }

  /**
   * @param failed how many attempts have failed
   * @return empty when there is no further attempt
   */
  public Optional<Duration> after(int failed) {
    if (failed >= attempts) {
      return Optional.empty();
    }
    int doublings = Math.min(Math.max(failed - 1, 0), 30);
    Duration pause = first.multipliedBy(1L << doublings);
    return Optional.of(pause.compareTo(longest) > 0 ? longest : pause);
  }

  /** What is added to the sentence of the last attempt. */
  static String gaveUp(int failed) {
    return " (gave up after "
        + failed
        + " attempts; when that is mended, have the push tried again)";
  }

  /** As {@link #after}, but never shorter than what the other side asked for. */
  public Optional<Duration> after(int failed, Optional<Duration> asked) {
    return after(failed).map(pause -> asked.filter(a -> a.compareTo(pause) > 0).orElse(pause));
  }
}
