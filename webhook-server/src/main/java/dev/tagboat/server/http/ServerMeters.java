package dev.tagboat.server.http;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.Views;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is measured when somebody looks, rather than when something happens. */
final class ServerMeters implements AutoCloseable {
  private final JvmGcMetrics gc = new JvmGcMetrics();

  ServerMeters(Backend backend, PolledImages polled, Clock clock) {
    MeterRegistry registry = backend.meters();
    gc.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    Gauge.builder("tagboat.inbox.queue", backend.intake(), intake -> intake.depth())
        .description("requests that wait to be stored")
        .register(registry);
    polls(registry, new Remembered<>(clock, 5, () -> failing(backend.views(), polled)));
    pushes(registry, new Remembered<>(clock, 5, () -> counts(backend.views())));
  }

  private static void polls(MeterRegistry registry, Remembered<Double> failing) {
    Gauge.builder("tagboat.polls.failing", failing, Remembered::get)
        .description("polled images whose last look did not work")
        .strongReference(true)
        .register(registry);
  }

  private static double failing(Views views, PolledImages polled) {
    try {
      return polled.of(views).stream().filter(poll -> poll.failures() > 0).count();
    } catch (TransientFault e) {
      return Double.NaN;
    }
  }

  private static void pushes(MeterRegistry registry, Remembered<Map<PushState, Long>> counts) {
    for (PushState state : PushState.values()) {
      // Without a database there is no number; a zero would be a lie.
      Gauge.builder("tagboat.pushes", counts, c -> number(c.get().get(state)))
          .description("pushes in the inbox by state")
          .tag("state", state.key())
          .strongReference(true)
          .register(registry);
    }
  }

  private static double number(@Nullable Long count) {
    return count == null ? Double.NaN : count;
  }

  private static Map<PushState, Long> counts(Views views) {
    try {
      return views.counts();
    } catch (TransientFault e) {
      return Map.of();
    }
  }

  @Override
  public void close() {
    gc.close();
  }
}
