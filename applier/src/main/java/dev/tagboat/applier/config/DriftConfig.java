package dev.tagboat.applier.config;

import java.time.Duration;
import java.util.List;

/**
 * What to do about changes that did not come through the config repo.
 *
 * @param sweep how often everything is compared again, whatever the watches say
 */
public record DriftConfig(Mode mode, Duration sweep, List<IgnoreRule> ignore) {
  public DriftConfig {
    ignore = List.copyOf(ignore);
  }

  /** {@code heal} writes what the repo says; {@code alert} only tells. */
  public enum Mode {
    HEAL,
    ALERT
  }

  public static DriftConfig defaults() {
    return new DriftConfig(Mode.HEAL, Duration.ofMinutes(10), List.of());
  }
}
