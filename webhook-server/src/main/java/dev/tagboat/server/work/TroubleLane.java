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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares how clusters are with what people were told. A cluster that has never reported is silent
 * too, once the server has waited for it as long as for any other.
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
  private final Instant started;
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
    this.started = clock.instant();
  }

  @Override
  public void work() {
    for (Cluster cluster : clusters) {
      Instant received = reports.received(cluster.name()).orElse(Instant.EPOCH);
      if (isDue(cluster, received)) {
        reports
            .find(cluster.name())
            .ifPresentOrElse(
                view -> learn(cluster, finding(cluster, view), view.report().revision()),
                () -> missed(cluster));
        seen.put(cluster.name(), new Seen(received, clock.instant()));
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

  // Before that nothing is known, not even that it is well: a restart must end no alert.
  private void missed(Cluster cluster) {
    if (hasListened(cluster)) {
      Trouble silent =
          new Trouble(
              Trouble.Kind.SILENT,
              "It has never reported. Look whether its applier runs, and has report.url and"
                  + " what proves it.");
      learn(cluster, new Trouble.Finding(List.of(silent), Set.of()), null);
    }
  }

  // A server that was away has not heard anybody, which is no news of the clusters.
  private boolean hasListened(Cluster cluster) {
    return clock.instant().isAfter(started.plus(cluster.staleAfter()));
  }

  private void learn(Cluster cluster, Trouble.Finding finding, @Nullable String revision) {
    for (String name : cluster.alerts()) {
      AlertChannel channel = channels.get(name);
      if (channel != null
          && troubles.learn(name, cluster.name(), finding, revision, channel.repeat())) {
        news.accept(name);
      }
    }
  }

  private Trouble.Finding finding(Cluster cluster, ClusterView view) {
    Trouble.Finding found = Trouble.in(view.report());
    if (!clock.instant().isAfter(view.receivedAt().plus(cluster.staleAfter()))) {
      return found;
    }
    if (!hasListened(cluster)) {
      Set<Trouble.Kind> unknown = EnumSet.of(Trouble.Kind.SILENT);
      unknown.addAll(found.unknown());
      return new Trouble.Finding(found.open(), unknown);
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
