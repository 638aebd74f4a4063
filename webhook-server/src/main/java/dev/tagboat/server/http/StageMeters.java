package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.inbox.Overview;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long after they were received pushes come to each stage. It is read from their histories when
 * somebody looks, so that it holds whichever server did the work; of several servers each shows all
 * of it.
 */
final class StageMeters {
  private static final List<String> STAGES = List.of("confirmed", "proposed", "merged", "applied");
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(1),
    Duration.ofHours(6),
    Duration.ofDays(1),
    Duration.ofDays(7)
  };

  private final Overview overview;
  private final Map<String, Timer> timers = new LinkedHashMap<>();
  private long last = -1;

  StageMeters(Overview overview, MeterRegistry registry) {
    this.overview = overview;
    for (String stage : STAGES) {
      timers.put(
          stage,
          Timer.builder("tagboat.push.latency")
              .description("from the receipt of a push until it came to a stage")
              .tag("stage", stage)
              .serviceLevelObjectives(BOUNDS)
              .register(registry));
    }
    begin();
  }

  private void begin() {
    try {
      last = overview.newestStep();
    } catch (TransientFault e) {
      last = -1;
    }
  }

  /** Takes in what has happened since the last time. */
  synchronized void update() {
    if (last < 0) {
      begin();
      return;
    }
    try {
      for (Overview.Reached reached : overview.reached(last, STAGES)) {
        last = reached.id();
        Timer timer = timers.get(reached.step());
        if (timer != null && !reached.after().isNegative()) {
          timer.record(reached.after());
        }
      }
    } catch (TransientFault e) {
      // Without a database there is nothing new to show; the next look makes up for it.
      return;
    }
  }
}
