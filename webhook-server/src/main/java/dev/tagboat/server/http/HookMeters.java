package dev.tagboat.server.http;

import dev.tagboat.server.inbox.Intake;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts what senders send. Only configured names become labels, so that their number is bounded.
 */
final class HookMeters {
  /** Stands for every hook that is not configured; no hook can have this name. */
  static final String UNKNOWN = "(unknown)";

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;

  HookMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void accepted(String hook) {
    requests(hook, "accepted");
  }

  void refused(String hook, int status) {
    requests(hook, status == 404 ? "unknown-hook" : result(status));
  }

  private static String result(int status) {
    return switch (status) {
      case 202 -> "accepted";
      case 400, 415 -> "unreadable";
      case 401 -> "unauthorized";
      case 404 -> "not-configured";
      case 408 -> "too-slow";
      case 413 -> "too-large";
      case 429 -> "too-many";
      case 503 -> "unavailable";
      default -> "error";
    };
  }

  /** An event of a forge was answered so. */
  void forge(int status) {
    Counter.builder("tagboat.forge.requests")
        .description("what came to /forge-events, by what was answered")
        .tag("result", result(status))
        .register(registry)
        .increment();
  }

  void events(String hook, Intake.Receipt receipt, Sorted sorted) {
    events(hook, "accepted", receipt.accepted());
    events(hook, "duplicate", receipt.duplicate());
    events(hook, "ignored", sorted.ignored());
    events(hook, "unreadable", sorted.unreadable().size());
  }

  /** How long an authentic sender waited for the answer that its pushes are stored. */
  void took(String hook, Duration time) {
    Timer.builder("tagboat.hook.latency")
        .description("from a sender's request until its pushes were stored")
        .tag("hook", hook)
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(time);
  }

  private void requests(String hook, String result) {
    Counter.builder("tagboat.hook.requests")
        .description("what hooks were sent, by what was answered")
        .tags("hook", hook, "result", result)
        .register(registry)
        .increment();
  }

  private void events(String hook, String outcome, int number) {
    Counter.builder("tagboat.hook.events")
        .description("events in what hooks were sent, by what they came to")
        .tags("hook", hook, "outcome", outcome)
        .register(registry)
        .increment(number);
  }
}
