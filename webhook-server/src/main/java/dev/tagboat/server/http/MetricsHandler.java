package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** {@code GET /metrics}: the text format of Prometheus, version 0.0.4. */
final class MetricsHandler implements Handler {
  private final PrometheusMeterRegistry registry;
  private final StageMeters stages;

  MetricsHandler(PrometheusMeterRegistry registry, StageMeters stages) {
    this.registry = registry;
    this.stages = stages;
  }

  @Override
  public void handle(Context ctx) {
    stages.update();
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }
}
