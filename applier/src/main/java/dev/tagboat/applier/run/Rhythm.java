package dev.tagboat.applier.run;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to look next: at each interval, a little early or late so that many appliers do not come all
 * at once; after failures ever later, up to five minutes (or the interval, where it is longer).
 *
 * @param interval between two looks when all is well
 */
record Rhythm(Duration interval) {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final double JITTER = 0.1;
  private static final int MOST_DOUBLINGS = 16;

  /**
   * @param failures how many runs have failed in a row
   */
  Duration next(int failures, RandomGenerator random) {
    double base = (double) interval.toMillis();
    if (failures > 0) {
      double grown = base * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
      base = Math.min(grown, Math.max(base, (double) LONGEST.toMillis()));
    }
    double jitter = 1 + JITTER * (2 * random.nextDouble() - 1);
    return Duration.ofMillis(Math.max(1, Math.round(base * jitter)));
  }
}
