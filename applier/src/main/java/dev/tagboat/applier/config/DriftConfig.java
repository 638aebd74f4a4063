package dev.tagboat.applier.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to do about changes that did not come through the config repo.
 *
 * @param mode where no rule says otherwise
 * @param modes the first rule that covers an object holds
 * @param sweep how often everything is compared again, whatever the watches say
 */
public record DriftConfig(
    Mode mode, List<DriftRule> modes, Duration sweep, List<IgnoreRule> ignore) {
  public DriftConfig {
    modes = List.copyOf(modes);
    ignore = List.copyOf(ignore);
  }

  /** {@code heal} writes what the repo says; {@code alert} only tells. */
  public enum Mode {
    HEAL,
    ALERT;

    private static final Map<String, Mode> WORDS = Map.of("heal", HEAL, "alert", ALERT);

    /** The mode of that word, in small letters; empty when there is none. */
    public static Optional<Mode> of(String word) {
      return Optional.ofNullable(WORDS.get(word));
    }
  }

  public static DriftConfig defaults() {
    return new DriftConfig(Mode.HEAL, List.of(), Duration.ofMinutes(10), List.of());
  }
}
