package dev.tagboat.applier.run;

import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.report.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Looks at the config repo again and again. A revision that was applied well is not applied again
 * before the next sweep, which compares the whole cluster with it.
 */
public final class Loop {
  private static final Duration SETTLE = Duration.ofMillis(500);

  private final Cycle cycle;
  private final ApplierConfig config;
  private final Observer observer;
  private final Clock clock;
  private final Hints hints;
  private final RandomGenerator random;

  private Optional<String> held = Optional.empty();
  private Optional<Instant> swept = Optional.empty();
  private int failures;

  /**
   * @param hints end a pause early, and have everything compared
   */
  public Loop(
      Cycle cycle,
      ApplierConfig config,
      Observer observer,
      Clock clock,
      Hints hints,
      RandomGenerator random) {
    this.cycle = cycle;
    this.config = config;
    this.observer = observer;
    this.clock = clock;
    this.hints = hints;
    this.random = random;
  }

  /**
   * Until {@code stopped}, which is asked between two runs.
   *
   * @return false when it ended because there was too little memory
   */
  public boolean run(BooleanSupplier stopped) {
    Rhythm rhythm = new Rhythm(config.source().interval());
    while (!stopped.getAsBoolean()) {
      look();
      if (cycle.isExhausted()) {
        return false;
      }
      if (hints.await(rhythm.next(failures, random)) && !stopped.getAsBoolean()) {
        // Changes come in flocks; one look is enough for them.
        hints.await(SETTLE);
        swept = Optional.empty();
      }
    }
    return true;
  }

  private void look() {
    boolean sweep =
        swept
            .map(last -> !clock.instant().isBefore(last.plus(config.drift().sweep())))
            .orElse(true);
    Instant begun = clock.instant();
    Optional<Report> report = cycle.look(sweep ? Optional.empty() : held);
    if (report.isEmpty()) {
      failures = 0;
      observer.looked(true);
      return;
    }
    boolean failed = report.get().isFailed();
    failures = failed ? failures + 1 : 0;
    held = failed ? Optional.empty() : report.get().revision();
    Instant ended = clock.instant();
    swept = Optional.of(ended);
    observer.looked(!failed);
    observer.reported(report.get(), Duration.between(begun, ended));
    // Until the next revision or sweep hardly anything is needed of what the run has left behind:
    // told so, Java gives the memory back to the machine.
    System.gc();
  }
}
