package dev.tagboat.applier.report;

import dev.tagboat.applier.apply.Action;
import dev.tagboat.applier.health.Health;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How the loop is getting on; written by it, read by probes. */
public final class Progress {
  private static final int MILLIS = 3;

  private final Clock clock;
  private final Duration stuckAfter;
  private Instant looked;
  private Optional<Instant> good = Optional.empty();
  private Optional<Report> last = Optional.empty();
  private Duration took = Duration.ZERO;
  private long failures;

  /**
   * What the process takes of the machine, in bytes.
   *
   * @param now its resident set
   * @param peak the largest that it has had
   */
  public record Memory(long now, long peak) {}

  /**
   * @param stuckAfter no look in that time means that the loop hangs
   */
  public Progress(Clock clock, Duration stuckAfter) {
    this.clock = clock;
    this.stuckAfter = stuckAfter;
    this.looked = clock.instant();
  }

  public synchronized void looked(boolean wasGood) {
    looked = clock.instant();
    if (wasGood) {
      good = Optional.of(looked);
    } else {
      failures++;
    }
  }

  /**
   * @param time that the run took
   */
  public synchronized void reported(Report report, Duration time) {
    last = Optional.of(report);
    took = time;
  }

  public synchronized boolean isAlive() {
    return clock.instant().isBefore(looked.plus(stuckAfter));
  }

  /** Whether one look was good since the start. */
  public synchronized boolean isReady() {
    return good.isPresent();
  }

  /**
   * Figures in Prometheus' text form.
   *
   * @param memory left out when not known
   */
  public synchronized String metrics(Optional<Memory> memory) {
    StringBuilder text = new StringBuilder();
    gauge(
        text,
        "tagboat_applier_last_success_timestamp_seconds",
        "When the last good look ended; 0 when there was none.",
        good.map(Instant::getEpochSecond).orElse(0L));
    gauge(text, "tagboat_applier_failures_total", "Looks that were not good.", failures);
    memory.ifPresent(of -> memory(text, of));
    last.ifPresent(
        report -> {
          String seconds = BigDecimal.valueOf(took.toMillis(), MILLIS).toPlainString();
          String help = "How long the last run took that compared the cluster with the repo.";
          gauge(text, "tagboat_applier_last_run_seconds", help, seconds);
          objects(text, report);
        });
    return text.toString();
  }

  private static void memory(StringBuilder text, Memory memory) {
    gauge(text, "tagboat_applier_memory_bytes", "Resident set of the process.", memory.now());
    gauge(
        text,
        "tagboat_applier_memory_peak_bytes",
        "The largest resident set since the start.",
        memory.peak());
  }

  private static void gauge(StringBuilder text, String name, String help, long value) {
    gauge(text, name, help, Long.toString(value));
  }

  private static void gauge(StringBuilder text, String name, String help, String value) {
    String type = name.endsWith("_total") ? "counter" : "gauge";
    text.append("# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n");
    text.append(name + " " + value + "\n");
  }

  private static void objects(StringBuilder text, Report report) {
    String name = "tagboat_applier_objects";
    text.append("# HELP " + name + " Objects of the last run, by what became of them.\n");
    text.append("# TYPE " + name + " gauge\n");
    for (Action action : Action.values()) {
      long count = report.results().stream().filter(r -> r.action() == action).count();
      text.append(name + "{action=\"" + action.word() + "\"} " + count + "\n");
    }
    String health = "tagboat_applier_object_health";
    text.append("# HELP " + health + " Objects of the last run, by how they do.\n");
    text.append("# TYPE " + health + " gauge\n");
    for (Health.State state : Health.State.values()) {
      long count = report.health().values().stream().filter(h -> h.state() == state).count();
      String word = state.name().toLowerCase(Locale.ROOT);
      text.append(health + "{state=\"" + word + "\"} " + count + "\n");
    }
    gauge(
        text,
        "tagboat_applier_drifted_objects",
        "Objects that were changed without the config repo, in the last run.",
        report.drift().size());
  }
}
