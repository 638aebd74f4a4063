package dev.tagboat.server.http;

import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Overview;
import dev.tagboat.server.view.Matrix;
import dev.tagboat.server.view.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What runs where, as far as it is known. */
final class Situation {
  private final ServerConfig config;
  private final ClusterReports reports;
  private final Overview overview;
  // A large report takes longer to read than all the rest of a page.
  private final Map<String, ClusterView> read = new ConcurrentHashMap<>();

  Situation(ServerConfig config, ClusterReports reports, Overview overview) {
    this.config = config;
    this.reports = reports;
    this.overview = overview;
  }

  List<Place> places() {
    Map<String, ClusterView> views = new HashMap<>();
    for (Cluster cluster : config.clusters()) {
      newest(cluster.name()).ifPresent(view -> views.put(cluster.name(), view));
    }
    return Place.of(config.clusters(), config.repositories(), views);
  }

  private Optional<ClusterView> newest(String cluster) {
    Instant received = reports.received(cluster).orElse(null);
    ClusterView known = read.get(cluster);
    if (known != null && known.receivedAt().equals(received)) {
      return Optional.of(known);
    }
    Optional<ClusterView> found = reports.find(cluster);
    found.ifPresent(view -> read.put(cluster, view));
    return found;
  }

  Matrix matrix(Instant now) {
    return Matrix.of(
        places(), new Matrix.Facts(overview.newest(), overview.merged(), overview.landed()), now);
  }
}
