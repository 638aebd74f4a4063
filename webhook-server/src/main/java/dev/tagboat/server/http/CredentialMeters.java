package dev.tagboat.server.http;

import dev.tagboat.bot.doctor.Finding;
import dev.tagboat.bot.forge.github.Usage;
import dev.tagboat.server.view.Findings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * What the forge is asked for, and what it leaves us. Credentials and what they are limited in come
 * up as they are used, so that new ones are looked for at each scrape.
 */
final class CredentialMeters {
  private final MeterRegistry registry;
  private final Insight.Credentials credentials;
  private final Clock clock;
  private final Set<String> known = new HashSet<>();

  CredentialMeters(Insight insight, MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.credentials = insight.credentials();
    this.clock = clock;
    for (Finding.Status status : Finding.Status.values()) {
      Gauge.builder("tagboat.doctor.findings", insight.checkup(), c -> number(c, status))
          .description("what the server's credentials may do, by how that is to be judged")
          .tag("status", status.key())
          .strongReference(true)
          .register(registry);
    }
  }

  private static double number(Checkup checkup, Finding.Status status) {
    Findings last = checkup.last();
    return last == null || !last.problem().isEmpty() ? Double.NaN : last.count(status);
  }

  /** Takes in credentials and limits that were not there the last time. */
  synchronized void update() {
    for (Usage usage : credentials.all()) {
      if (known.add(usage.credential())) {
        register(usage);
      }
      for (Usage.Limit limit : usage.limits()) {
        if (known.add(usage.credential() + "\n" + limit.resource())) {
          register(usage, limit.resource());
        }
      }
    }
  }

  private void register(Usage usage) {
    for (Usage.Kind kind : Usage.Kind.values()) {
      for (Usage.Outcome outcome : Usage.Outcome.values()) {
        FunctionCounter.builder("tagboat.forge.calls", usage, u -> u.calls(kind, outcome))
            .description("calls of a forge's API, each attempt by itself")
            .tags("credential", usage.credential())
            .tags("kind", kind.key(), "outcome", outcome.key())
            .register(registry);
      }
    }
    counter("tagboat.forge.pauses", "pauses that the forge asked for", usage, Usage::pauses);
    counter(
        "tagboat.forge.waits",
        "calls that waited for another one, or between writes",
        usage,
        Usage::waits);
    counter(
        "tagboat.forge.waited.seconds",
        "how long they waited in all",
        usage,
        u -> u.waited().toMillis() / 1_000.0);
    Gauge.builder("tagboat.forge.paused.seconds", usage, u -> until(u.pausedUntil()))
        .description("how long nothing more is asked for; 0 when nothing is in the way")
        .tag("credential", usage.credential())
        .strongReference(true)
        .register(registry);
  }

  private void counter(
      String name, String description, Usage usage, ToDoubleFunction<Usage> value) {
    FunctionCounter.builder(name, usage, value)
        .description(description)
        .tag("credential", usage.credential())
        .register(registry);
  }

  private void register(Usage usage, String resource) {
    add(
        Gauge.builder("tagboat.forge.limit", usage, u -> value(u, resource, Usage.Limit::limit)),
        "calls that the forge allows in its window",
        usage,
        resource);
    add(
        Gauge.builder(
            "tagboat.forge.remaining", usage, u -> value(u, resource, Usage.Limit::remaining)),
        "calls that are left of it",
        usage,
        resource);
    add(
        Gauge.builder(
            "tagboat.forge.reset.seconds",
            usage,
            u -> value(u, resource, limit -> until(limit.reset()))),
        "how long until all of them are there again",
        usage,
        resource);
  }

  private void add(Gauge.Builder<Usage> gauge, String description, Usage usage, String resource) {
    gauge
        .description(description)
        .tags("credential", usage.credential(), "resource", resource)
        .strongReference(true)
        .register(registry);
  }

  // As it was told: after the reset, the next answer says how it is.
  private static double value(Usage usage, String resource, ToDoubleFunction<Usage.Limit> value) {
    return usage.limits().stream()
        .filter(limit -> limit.resource().equals(resource))
        .mapToDouble(value)
        .findFirst()
        .orElse(Double.NaN);
  }

  private double until(Instant at) {
    return Math.max(0, Duration.between(clock.instant(), at).toMillis() / 1_000.0);
  }
}
