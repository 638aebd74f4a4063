package dev.tagboat.server.work;

import dev.tagboat.server.clusters.Trouble;
import dev.tagboat.server.config.AlertChannel;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Troubles;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares how clusters are with what people were told. A cluster that has never reported is not
 * silent: it may not have been set up yet.
 */
final class TroubleLane implements Lane {
  /** How exact silence and repeats are. */
  private static final Duration EVERY = Duration.ofSeconds(30);

  private final List<Cluster> clusters;
  private final Map<String, AlertChannel> channels = new HashMap<>();
  private final ClusterReports reports;
  private final Troubles troubles;
  private final Consumer<String> news;
  private final Clock clock;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(Instant received, Instant looked) {}

  /**
   * @param news told of a channel that has something to be told; must return at once
   */
  TroubleLane(
      List<Cluster> clusters,
      List<AlertChannel> channels,
      ClusterReports reports,
      Troubles troubles,
      Consumer<String> news,
      Clock clock) {
    this.clusters = List.copyOf(clusters);
    channels.forEach(channel -> this.channels.put(channel.name(), channel));
    this.reports = reports;
    this.troubles = troubles;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public void work() {
    for (Cluster cluster : clusters) {
      Optional<Instant> received = reports.received(cluster.name());
      if (received.isPresent() && isDue(cluster, received.get())) {
        reports.find(cluster.name()).ifPresent(view -> learn(cluster, view));
        seen.put(cluster.name(), new Seen(received.get(), clock.instant()));
      }
    }
  }

  // Reading a report costs; the clock alone brings news only now and then.
  private boolean isDue(Cluster cluster, Instant received) {
    @Nullable Seen last = seen.get(cluster.name());
    return last == null
        || !last.received().equals(received)
        || !clock.instant().isBefore(last.looked().plus(EVERY));
  }

  private void learn(Cluster cluster, ClusterView view) {
    Trouble.Finding finding = finding(cluster, view);
    for (String name : cluster.alerts()) {
      AlertChannel channel = channels.get(name);
      if (channel != null
          && troubles.learn(
              name, cluster.name(), finding, view.report().revision(), channel.repeat())) {
        news.accept(name);
      }
    }
  }

  private Trouble.Finding finding(Cluster cluster, ClusterView view) {
    Trouble.Finding found = Trouble.in(view.report());
    if (!clock.instant().isAfter(view.receivedAt().plus(cluster.staleAfter()))) {
      return found;
    }
    List<Trouble> open = new ArrayList<>(found.open());
    open.add(
        new Trouble(Trouble.Kind.SILENT, "The last report came at " + view.receivedAt() + "."));
    return new Trouble.Finding(open, found.unknown());
  }

  @Override
  public Optional<Instant> next() {
    return Optional.empty();
  }
}
