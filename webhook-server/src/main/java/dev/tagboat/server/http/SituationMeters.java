package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.view.Place;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How long pushes wait, and how clusters do. What is not known is no number. */
final class SituationMeters {
  private static final int SECONDS = 5;

  private final MeterRegistry registry;
  private final Clock clock;

  private SituationMeters(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  static void register(ServerConfig config, Backend backend, Clock clock) {
    SituationMeters meters = new SituationMeters(backend.meters(), clock);
    meters.queue("confirm", backend, PushState.RECEIVED);
    meters.queue("propose", backend, PushState.CONFIRMED);
    Situation situation =
        new Situation(config, backend.reports().store(), backend.pages().overview());
    Remembered<Map<String, ClusterView>> views =
        new Remembered<>(clock, SECONDS, () -> views(situation));
    for (Cluster cluster : config.clusters()) {
      meters.cluster(cluster.name(), views);
    }
  }

  private static Map<String, ClusterView> views(Situation situation) {
    Map<String, ClusterView> views = new HashMap<>();
    try {
      for (Place place : situation.places()) {
        if (place.view() != null) {
          views.put(place.view().name(), place.view());
        }
      }
    } catch (TransientFault e) {
      return Map.of();
    }
    return views;
  }

  private void queue(String stage, Backend backend, PushState state) {
    Remembered<Double> age = new Remembered<>(clock, SECONDS, () -> age(backend, state));
    Gauge.builder("tagboat.queue.age.seconds", age, Remembered::get)
        .description("how long the oldest push waits that is still to be confirmed or proposed")
        .tag("stage", stage)
        .strongReference(true)
        .register(registry);
  }

  private double age(Backend backend, PushState state) {
    try {
      return backend.pages().overview().oldest(state).map(this::since).orElse(0.0);
    } catch (TransientFault e) {
      return Double.NaN;
    }
  }

  private double since(Instant at) {
    return Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1_000.0);
  }

  private void cluster(String name, Remembered<Map<String, ClusterView>> views) {
    gauge("report.age.seconds", "since its newest report", name, views, v -> since(v.reportedAt()));
    gauge(
        "drifted",
        "objects that differ from git and were not written back",
        name,
        views,
        view -> view.report().divergence().size());
    gauge(
        "healthy",
        "1 when all is applied and works, else 0",
        name,
        views,
        view -> Condition.of(view.report()).state() == Condition.State.HEALTHY ? 1 : 0);
  }

  private void gauge(
      String what,
      String description,
      String cluster,
      Remembered<Map<String, ClusterView>> views,
      ToDoubleFunction<ClusterView> value) {
    Gauge.builder("tagboat.cluster." + what, views, all -> number(all.get().get(cluster), value))
        .description(description)
        .tag("cluster", cluster)
        .strongReference(true)
        .register(registry);
  }

  private static double number(@Nullable ClusterView view, ToDoubleFunction<ClusterView> value) {
    return view == null ? Double.NaN : value.applyAsDouble(view);
  }
}
