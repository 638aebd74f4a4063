package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.run.Lineage;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.ClusterView;
import dev.tagboat.server.inbox.Landings;
import dev.tagboat.server.inbox.MergedPush;
import dev.tagboat.server.inbox.StoredPush;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the merged pushes that a cluster's revision holds, and writes into their history how they
 * do there. Looks only when the cluster reported, or something was merged.
 */
final class ClusterLane implements Lane {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterLane.class);
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration PAUSE_FOR_PEOPLE = Duration.ofMinutes(10);

  private final Cluster cluster;
  private final Supplier<Target> target;
  private final Lineage lineage;
  private final ClusterReports reports;
  private final Landings landings;
  private final Runnable news;
  private final Clock clock;
  private @Nullable Seen seen;
  private Instant next = Instant.EPOCH;

  private record Seen(Instant report, Set<String> pushes) {}

  /**
   * @param news told that there is something to announce; must return at once
   */
  ClusterLane(
      Cluster cluster,
      Supplier<Target> target,
      Lineage lineage,
      ClusterReports reports,
      Landings landings,
      Runnable news,
      Clock clock) {
    this.cluster = cluster;
    this.target = target;
    this.lineage = lineage;
    this.reports = reports;
    this.landings = landings;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public void work() {
    Optional<Instant> received = reports.received(cluster.name());
    if (received.isEmpty() || clock.instant().isBefore(next)) {
      return;
    }
    List<MergedPush> open = landings.open(cluster.name(), cluster.repository());
    Seen now =
        new Seen(
            received.get(), open.stream().map(one -> one.push().id()).collect(Collectors.toSet()));
    if (open.isEmpty() || now.equals(seen)) {
      return;
    }
    try {
      reports.find(cluster.name()).ifPresent(view -> land(view, open));
      seen = now;
    } catch (TransientFault fault) {
      later(fault, fault.retryAfter().filter(asked -> asked.compareTo(PAUSE) > 0).orElse(PAUSE));
    } catch (UserFault fault) {
      later(fault, PAUSE_FOR_PEOPLE);
    }
  }

  private void later(Fault fault, Duration pause) {
    next = clock.instant().plus(pause);
    LOG.atWarn()
        .addKeyValue("cluster", cluster.name())
        .log("which merges it has cannot be told just now: {}", fault.getMessage());
  }

  private void land(ClusterView view, List<MergedPush> open) {
    ClusterReport report = view.report();
    String revision = report.revision();
    if (revision == null) {
      return;
    }
    Map<CommitId, List<MergedPush>> byCommit = byCommit(open);
    if (byCommit.isEmpty()) {
      return;
    }
    for (CommitId held : lineage.held(target.get(), new CommitId(revision), byCommit.keySet())) {
      Map<MergedPush, Condition> pushes = new LinkedHashMap<>();
      byCommit
          .getOrDefault(held, List.of())
          .forEach(push -> pushes.put(push, condition(report, push.push())));
      Condition whole =
          pushes.values().stream()
              .max(Comparator.comparing(Condition::state))
              .orElse(Condition.of(report));
      boolean told =
          landings.land(
              new Landings.Landed(
                  cluster.name(),
                  cluster.repository(),
                  held.value(),
                  pushes,
                  whole,
                  revision,
                  view.reportedAt(),
                  !cluster.publish().isEmpty()));
      if (told) {
        news.run();
      }
    }
  }

  private Map<CommitId, List<MergedPush>> byCommit(List<MergedPush> open) {
    Map<Integer, Optional<CommitId>> asked = new HashMap<>();
    Map<CommitId, List<MergedPush>> byCommit = new LinkedHashMap<>();
    for (MergedPush push : open) {
      merge(push, asked)
          .ifPresent(commit -> byCommit.computeIfAbsent(commit, c -> new ArrayList<>()).add(push));
    }
    return byCommit;
  }

  private Optional<CommitId> merge(MergedPush push, Map<Integer, Optional<CommitId>> asked) {
    String known = push.mergeCommit();
    Integer number = push.pullRequest();
    if (known != null) {
      return Optional.of(new CommitId(known));
    }
    return number == null ? Optional.empty() : asked.computeIfAbsent(number, this::ask);
  }

  private Optional<CommitId> ask(int number) {
    Optional<CommitId> merge =
        target.get().forge().announcer().flatMap((Announcer forge) -> forge.mergeCommit(number));
    merge.ifPresent(commit -> landings.merged(cluster.repository(), number, commit.value()));
    return merge;
  }

  private static Condition condition(ClusterReport report, StoredPush push) {
    return Condition.of(
        report, report.images().stream().filter(image -> runs(image, push)).toList());
  }

  private static boolean runs(ClusterReport.Image image, StoredPush push) {
    Digest digest = push.confirmed();
    return ImageName.parse(image.image()).filter(push.push().image()::equals).isPresent()
        && (push.push().tag().value().equals(image.tag())
            || (digest != null && digest.value().equals(image.digest())));
  }

  @Override
  public Optional<Instant> next() {
    return Optional.empty();
  }
}
