package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Applier;
import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.InventoryStore;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Outcome;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.plan.Planner;
import dev.tagboat.applier.plan.Planning;
import dev.tagboat.applier.render.Renderer;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.source.Fetched;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One way from the config repo to the cluster: fetch, render, read, plan, apply, report. Whatever
 * fails on the way, what was applied before stays as it is.
 */
public final class Cycle {
  private static final int WIDTH = 8;
  private static final Duration STEP = Duration.ofSeconds(1);

  private final ApplierConfig config;
  private final Source source;
  private final Cluster cluster;
  private final ApplySet set;
  private final InventoryStore store;
  private final Applier applier;
  private final Watches watches;
  private final Pause pause;
  private final Clock clock;

  /** By the clock of this machine. */
  public Cycle(
      ApplierConfig config,
      Source source,
      Cluster cluster,
      Watches watches,
      String version,
      Pause pause) {
    this(config, source, cluster, watches, version, pause, Clock.systemUTC());
  }

  /**
   * @param version of this program
   */
  public Cycle(
      ApplierConfig config,
      Source source,
      Cluster cluster,
      Watches watches,
      String version,
      Pause pause,
      Clock clock) {
    this.pause = pause;
    this.clock = clock;
    this.config = config;
    this.source = source;
    this.cluster = cluster;
    this.watches = watches;
    this.set = ApplySet.of(config.cluster(), config.stateNamespace());
    this.store = new InventoryStore(cluster, set, version);
    this.applier =
        new Applier(
            cluster,
            store,
            new Applier.Settings(
                set.id(),
                config.apply().namespaces(),
                config.drift(),
                config.healthTimeout(),
                WIDTH),
            pause,
            clock);
  }

  /**
   * Applies the newest revision, whatever was applied before.
   *
   * @param allowed what the command line allows beside the inventory's annotations
   * @param dryRun whether to write nothing
   */
  public Report run(Consent allowed, boolean dryRun) {
    return run(allowed, dryRun, Optional.empty()).orElseThrow();
  }

  /**
   * As {@link #run(Consent, boolean)} without a dry run, but then waits until each rollout has come
   * to its end, by its deadline at the latest. What was done is that of the first look; how it
   * does, that of the last.
   */
  public Report runAndWait(Consent allowed) {
    Report first = run(allowed, false);
    Report last = first;
    Instant end = clock.instant().plus(config.healthTimeout().multipliedBy(2));
    while (!last.isFailed() && last.isUnderWay() && clock.instant().isBefore(end)) {
      pause.pause(STEP);
      last = run(allowed, false);
    }
    return first.followedBy(last);
  }

  /** As {@link #run(Consent, boolean)}; empty when the branch still points to {@code held}. */
  Optional<Report> run(Consent allowed, boolean dryRun, Optional<String> held) {
    Optional<String> read = applier.isRolloutOverdue() ? Optional.empty() : held;
    try {
      // The cluster and the git server are asked side by side.
      CompletableFuture<InventoryStore.Loaded> loading =
          CompletableFuture.supplyAsync(store::load, Cycle::begin);
      Fetched fetched = source.fetch(() -> known(loaded(loading), allowed, read));
      if (fetched instanceof Fetched.Ready ready) {
        InventoryStore.Loaded loaded = loaded(loading);
        Consent consent = allowed.or(loaded.consent());
        return Optional.of(apply(ready.revision(), loaded, consent, dryRun));
      }
      return fetched instanceof Fetched.Failed failed
          ? Optional.of(Report.stopped(Optional.empty(), List.of(failed.fault().sentence())))
          : Optional.empty();
    } catch (Fault e) {
      return Optional.of(Report.stopped(Optional.empty(), List.of(String.valueOf(e.getMessage()))));
    }
  }

  private static void begin(Runnable task) {
    Thread thread = new Thread(task, "inventory");
    thread.setDaemon(true);
    thread.start();
  }

  private static InventoryStore.Loaded loaded(CompletableFuture<InventoryStore.Loaded> loading) {
    try {
      return loading.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  private static Source.Known known(
      InventoryStore.Loaded loaded, Consent allowed, Optional<String> held) {
    return new Source.Known(
        loaded.inventory().revision(), allowed.or(loaded.consent()).rewrite(), held);
  }

  private Report apply(
      Revision revision, InventoryStore.Loaded loaded, Consent consent, boolean dryRun) {
    Optional<String> commit = Optional.of(revision.commit());
    try {
      Planner planner =
          new Planner(
              config.apply(), (version, kind) -> cluster.kind(version, kind).map(Kind::namespaced));
      Planning planning =
          planner.plan(
              revision.commit(),
              new Renderer(config.render()).desired(revision),
              loaded.inventory(),
              consent,
              set.id());
      if (planning instanceof Planning.Ready ready) {
        Outcome outcome = applier.apply(ready.plan(), loaded.inventory(), dryRun);
        watches.follow(outcome.kinds());
        return Report.of(revision.commit(), outcome);
      }
      return Report.stopped(commit, ((Planning.Stopped) planning).reasons());
    } catch (Fault e) {
      return Report.stopped(commit, List.of(String.valueOf(e.getMessage())));
    }
  }
}
