package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.report.Report;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Looks at the config repo again and again. A revision that was applied well is not applied again
 * before the next sweep, which compares the whole cluster with it.
 */
public final class Loop {
  private final Cycle cycle;
  private final ApplierConfig config;
  private final Consumer<Report> told;
  private final Clock clock;
  private final Pause pause;
  private final RandomGenerator random;

  private Optional<String> held = Optional.empty();
  private Optional<Instant> swept = Optional.empty();
  private int failures;

  /**
   * @param told gets the report of each run that did something
   */
  public Loop(
      Cycle cycle,
      ApplierConfig config,
      Consumer<Report> told,
      Clock clock,
      Pause pause,
      RandomGenerator random) {
    this.cycle = cycle;
    this.config = config;
    this.told = told;
    this.clock = clock;
    this.pause = pause;
    this.random = random;
  }

  /** Until {@code stopped}, which is asked between two runs. */
  public void run(BooleanSupplier stopped) {
    Rhythm rhythm = new Rhythm(config.source().interval());
    while (!stopped.getAsBoolean()) {
      look();
      pause.pause(rhythm.next(failures, random));
    }
  }

  private void look() {
    boolean sweep =
        swept
            .map(last -> !clock.instant().isBefore(last.plus(config.drift().sweep())))
            .orElse(true);
    Optional<Report> report = cycle.run(Consent.NONE, false, sweep ? Optional.empty() : held);
    if (report.isEmpty()) {
      failures = 0;
      return;
    }
    boolean failed = report.get().isFailed();
    failures = failed ? failures + 1 : 0;
    held = failed ? Optional.empty() : report.get().revision();
    swept = Optional.of(clock.instant());
    told.accept(report.get());
  }
}
