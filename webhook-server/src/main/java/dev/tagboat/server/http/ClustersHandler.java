package dev.tagboat.server.http;

import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterReports;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * {@code GET /api/v1/clusters}, and one of them with all there is: what runs, does it differ, how
 * did it come to that.
 */
final class ClustersHandler {
  private static final int HISTORY = 100;

  private record ClustersJson(List<ClusterJson> clusters) {}

  private final List<Cluster> clusters;
  private final ClusterReports reports;
  private final Clock clock;

  ClustersHandler(List<Cluster> clusters, ClusterReports reports, Clock clock) {
    this.clusters = clusters;
    this.reports = reports;
    this.clock = clock;
  }

  Handler all() {
    return ctx -> {
      Query unused = new Query(ctx, Set.of());
      Instant now = clock.instant();
      Answers.json(
          ctx,
          200,
          new ClustersJson(
              clusters.stream()
                  .map(one -> ClusterJson.of(one, reports.find(one.name()).orElse(null), now))
                  .toList()));
    };
  }

  Handler one() {
    return this::one;
  }

  private void one(Context ctx) {
    Query unused = new Query(ctx, Set.of());
    Cluster cluster =
        clusters.stream()
            .filter(known -> known.name().equals(ctx.pathParam("name")))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "There is no cluster of this name."));
    Answers.json(
        ctx,
        200,
        ClusterJson.of(
            cluster,
            reports.find(cluster.name()).orElse(null),
            clock.instant(),
            reports.events(cluster.name(), HISTORY)));
  }
}
