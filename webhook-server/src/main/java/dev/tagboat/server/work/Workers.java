package dev.tagboat.server.work;

import dev.tagboat.bot.registry.Registry;
import dev.tagboat.bot.run.Lineage;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import dev.tagboat.bot.run.Watcher;
import dev.tagboat.server.alert.Courier;
import dev.tagboat.server.config.AlertChannel;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Confirmations;
import dev.tagboat.server.inbox.Contacts;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.Halts;
import dev.tagboat.server.inbox.Landings;
import dev.tagboat.server.inbox.Polls;
import dev.tagboat.server.inbox.Targets;
import dev.tagboat.server.inbox.Troubles;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** All that happens after an event was answered: confirming, proposing, learning of merges. */
public final class Workers implements AutoCloseable {
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int SPARE_THREADS = 4;
  private static final int MOST_THREADS = 32;
  private static final String TROUBLES = "troubles";

  private final Lanes lanes;
  private final boolean alerting;
  private final Map<String, LookLane> lookouts = new HashMap<>();

  /**
   * The ways out, to registries and forges.
   *
   * @param targets how to reach a config repo; its faults become the outcome of the pushes
   * @param watcher knows which tags config repos would take
   * @param lineage knows which merges a cluster's revision holds
   * @param sources tells something in repos that images were built of
   */
  public record Outside(
      Registry registry,
      Proposer proposer,
      Function<Repository, Target> targets,
      Watcher watcher,
      Lineage lineage,
      Sources sources) {

    /** Without what polls and clusters need. */
    public Outside(Registry registry, Proposer proposer, Function<Repository, Target> targets) {
      this(registry, proposer, targets, Watcher.NONE);
    }

    /** Without what clusters need. */
    public Outside(
        Registry registry,
        Proposer proposer,
        Function<Repository, Target> targets,
        Watcher watcher) {
      this(registry, proposer, targets, watcher, Lineage.NONE, Sources.NONE);
    }
  }

  public Workers(
      ServerConfig config,
      Database database,
      Outside outside,
      Pauses.Patience patience,
      Clock clock) {
    Confirmations confirmations = new Confirmations(database, clock);
    Targets inbox = new Targets(database, clock);
    Halts halts = new Halts(database, clock, () -> {});
    Contacts contacts = new Contacts(database, clock);
    inbox.abandonOthers(config.repositories().stream().map(Repository::key).toList());
    Set<String> hosts = new LinkedHashSet<>(confirmations.registries());
    config.hooks().forEach(hook -> hosts.add(hook.registry()));
    Map<String, List<Poll>> polls =
        config.polls().stream().collect(Collectors.groupingBy(poll -> poll.image().registry()));
    hosts.addAll(polls.keySet());
    int clusters = 2 * config.clusters().size() + config.alerts().size();
    this.alerting = !config.alerts().isEmpty();
    int wanted =
        hosts.size() + polls.size() + config.repositories().size() + clusters + SPARE_THREADS;
    this.lanes = new Lanes(database.dataSource(), Math.min(wanted, MOST_THREADS), STOP, clock);
    Announcements announcements = Announcements.of(config.hooks());
    for (Repository repository : config.repositories()) {
      Supplier<Target> target = () -> outside.targets().apply(repository);
      String key = repository.key();
      Proposer proposer = new Listening(key, outside.proposer(), contacts);
      LookLane look =
          new LookLane(
              key,
              target,
              proposer,
              inbox,
              () -> inbox.nextDue(key).filter(due -> !due.isAfter(clock.instant())).isPresent(),
              clock);
      BumpLane bump =
          new BumpLane(key, target, proposer, inbox, halts, announcements, patience, clock);
      lookouts.put(key, look);
      lanes.add(repository(key), new RepositoryLane(bump, look));
    }
    for (String host : hosts) {
      lanes.add(
          confirm(host),
          new ConfirmLane(
              host,
              outside.registry(),
              confirmations,
              config.repositories(),
              repository -> lanes.wake(repository(repository.key())),
              patience,
              clock));
    }
    addClusters(config, database, outside, patience, clock);
    addAlerts(config, database, patience, clock);
    Followers followers =
        new Followers(config.repositories(), outside.targets(), outside.watcher(), clock);
    polls.forEach(
        (host, some) ->
            lanes.add(
                "poll " + host,
                new PollLane(
                    host,
                    some,
                    outside.registry(),
                    followers,
                    new Polls(database, clock),
                    () -> received(host),
                    patience,
                    RandomGenerator.getDefault(),
                    clock)));
  }

  private void addClusters(
      ServerConfig config,
      Database database,
      Outside outside,
      Pauses.Patience patience,
      Clock clock) {
    Landings landings = new Landings(database, clock);
    ClusterReports reports = new ClusterReports(database, clock);
    for (Repository repository : config.repositories()) {
      List<Cluster> clusters =
          config.clusters().stream()
              .filter(cluster -> cluster.repository().equals(repository.key()))
              .toList();
      Supplier<Target> target = () -> outside.targets().apply(repository);
      String announce = "announce " + repository.key();
      for (Cluster cluster : clusters) {
        lanes.add(
            cluster(cluster.name()),
            new ClusterLane(
                cluster,
                target,
                outside.lineage(),
                reports,
                landings,
                () -> lanes.wake(announce),
                clock));
      }
      if (!clusters.isEmpty()) {
        lanes.add(
            announce,
            new AnnounceLane(
                repository.key(),
                clusters,
                target,
                source -> outside.sources().of(repository, source),
                landings,
                patience.well(),
                clock));
      }
    }
  }

  private void addAlerts(
      ServerConfig config, Database database, Pauses.Patience patience, Clock clock) {
    if (config.alerts().isEmpty()) {
      return;
    }
    Troubles troubles = new Troubles(database, clock);
    for (AlertChannel channel : config.alerts()) {
      String name = channel.name();
      lanes.add(
          alert(name), new AlertLane(name, Courier.of(channel), troubles, patience.well(), clock));
    }
    lanes.add(
        TROUBLES,
        new TroubleLane(
            config.clusters(),
            config.alerts(),
            new ClusterReports(database, clock),
            troubles,
            channel -> lanes.wake(alert(channel)),
            clock));
  }

  public void start() {
    lanes.start();
  }

  public boolean isRunning() {
    return lanes.isRunning();
  }

  /** Something is due, somewhere. */
  public void wakeAll() {
    lanes.wakeAll();
  }

  /** Something of this registry was received. */
  public void received(String registry) {
    lanes.wake(confirm(registry));
  }

  /** The applier of this cluster reported something new. */
  public void reported(String cluster) {
    lanes.wake(cluster(cluster));
    if (alerting) {
      lanes.wake(TROUBLES);
    }
  }

  /** The forge says that something happened to a pull request. */
  public void pullRequestChanged(Repository repository, int number) {
    Objects.requireNonNull(lookouts.get(repository.key())).ask(number);
    lanes.wake(repository(repository.key()));
  }

  /** The forge says that a branch of a config repo moved. */
  public void pushed(Repository repository, String branch) {
    if (branch.equals(repository.branch())) {
      Objects.requireNonNull(lookouts.get(repository.key())).askAll();
      lanes.wake(repository(repository.key()));
    }
  }

  private static String confirm(String host) {
    return "confirm " + host;
  }

  private static String alert(String channel) {
    return "alert " + channel;
  }

  private static String cluster(String name) {
    return "cluster " + name;
  }

  private static String repository(String key) {
    return "repository " + key;
  }

  /** Lets the lanes finish what they do; what is left waits in the database. */
  @Override
  public void close() {
    lanes.close();
  }
}
