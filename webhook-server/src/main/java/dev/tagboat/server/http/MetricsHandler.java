package dev.tagboat.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/** {@code GET /metrics}: the text format of Prometheus, version 0.0.4. */
final class MetricsHandler implements Handler {
  private final PrometheusMeterRegistry registry;
  private final StageMeters stages;
  private final CredentialMeters credentials;

  MetricsHandler(Backend backend, Clock clock) {
    this.registry = backend.meters();
    this.stages = new StageMeters(backend.pages().overview(), registry);
    this.credentials = new CredentialMeters(backend.insight(), registry, clock);
  }

  @Override
  public void handle(Context ctx) {
    stages.update();
    credentials.update();
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
  }
}
