package dev.tagboat.server.view;

import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.inbox.ClusterView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of the matrix: a cluster that reports, or a config repo that no configured cluster
 * applies, of which only git is known.
 *
 * @param cluster null for such a config repo
 * @param repository the key of the config repo
 * @param view null when the cluster has not reported
 */
public record Place(
    String title, @Nullable Cluster cluster, String repository, @Nullable ClusterView view) {

  /** One for each cluster, then one for each config repo that none of them applies. */
  public static List<Place> of(
      List<Cluster> clusters, List<Repository> repositories, Map<String, ClusterView> views) {
    List<Place> places = new ArrayList<>();
    for (Cluster cluster : clusters) {
      places.add(
          new Place(title(cluster), cluster, cluster.repository(), views.get(cluster.name())));
    }
    Set<String> applied = clusters.stream().map(Cluster::repository).collect(Collectors.toSet());
    repositories.stream()
        .map(Repository::key)
        .filter(key -> !applied.contains(key))
        .forEach(key -> places.add(new Place(Links.repository(key), null, key, null)));
    return places;
  }

  private static String title(Cluster cluster) {
    return cluster.environment().equals(cluster.name())
        ? cluster.name()
        : cluster.environment() + " (" + cluster.name() + ")";
  }

  /** Whether nothing was heard of the cluster for longer than configured. */
  public boolean isStale(Instant now) {
    return cluster != null
        && view != null
        && view.reportedAt().plus(cluster.staleAfter()).isBefore(now);
  }
}
