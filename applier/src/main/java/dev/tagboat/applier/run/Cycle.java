package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Applier;
import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.InventoryStore;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.plan.Planning;
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
  private final InventoryStore store;
  private final Applier applier;
  private final Delivery delivery;
  private final Pause pause;
  private final Clock clock;
  private boolean exhausted;

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
    ApplySet set = ApplySet.of(config.cluster(), config.stateNamespace());
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
    this.delivery = new Delivery(config, cluster, set.id(), applier, watches);
  }

  /**
   * Applies the newest revision, whatever was applied before.
   *
   * @param allowed what the command line allows beside the inventory's annotations
   * @param dryRun whether to write nothing
   */
  public Report run(Consent allowed, boolean dryRun) {
    return run(allowed, dryRun, Optional.empty(), false).orElseThrow();
  }

  /**
   * As {@link #run(Consent, boolean)} without a dry run, but then waits until each rollout has come
   * to its end, by its deadline at the latest, and each Job, for as long. What was done is that of
   * the first look; how it does, that of the last that saw the cluster: a look that saw nothing,
   * since git or the API server did not answer, is followed by another.
   */
  public Report runAndWait(Consent allowed) {
    Report first = run(allowed, false);
    Report seen = first;
    Report last = first;
    Instant end = clock.instant().plus(config.healthTimeout());
    Instant latest = end.plus(config.healthTimeout());
    while (!seen.isFailed()
        && (last.isStopped() || isWorthWaiting(seen, end))
        && clock.instant().isBefore(latest)) {
      pause.pause(STEP);
      last = run(allowed, false);
      seen = last.isStopped() ? seen : last;
    }
    Report whole = first.followedBy(seen);
    return last.isStopped() && !last.equals(first) ? whole.with(last.problems()) : whole;
  }

  private boolean isWorthWaiting(Report report, Instant end) {
    return report.isUnderWay() || (report.isUnfinished() && clock.instant().isBefore(end));
  }

  /**
   * One look of many: as {@link #run(Consent, boolean)}, but empty when the branch still points to
   * {@code held}. While there is no new revision, or the new one cannot be applied, what was
   * applied last goes on being healed.
   */
  Optional<Report> look(Optional<String> held) {
    return run(Consent.NONE, false, applier.isRolloutOverdue() ? Optional.empty() : held, true);
  }

  private Optional<Report> run(
      Consent allowed, boolean dryRun, Optional<String> held, boolean healing) {
    try {
      // The cluster and the git server are asked side by side.
      CompletableFuture<InventoryStore.Loaded> loading =
          CompletableFuture.supplyAsync(store::load, Cycle::begin);
      Fetched fetched = source.fetch(() -> known(loaded(loading), allowed, held));
      if (fetched instanceof Fetched.Same) {
        return Optional.empty();
      }
      Report report =
          fetched instanceof Fetched.Ready ready
              ? apply(ready.revision(), loaded(loading), allowed, dryRun)
              : unfetched((Fetched.Failed) fetched);
      return Optional.of(healing && report.isStopped() ? healed(report, loaded(loading)) : report);
    } catch (Fault e) {
      // Kinds may have come and gone meanwhile.
      cluster.forgetKinds();
      return Optional.of(stopped(Optional.empty(), e));
    } catch (OutOfMemoryError e) {
      // What was begun is garbage now; there is room for a sentence.
      exhausted = true;
      return Optional.of(Report.stopped(Optional.empty(), List.of(tooLarge())));
    }
  }

  private static String tooLarge() {
    return "the config repo, or what the cluster has of it, is too large for the memory that Java"
        + " may have here ("
        + (Runtime.getRuntime().maxMemory() >> 20)
        + " MiB). Raise -Xmx (java.options of the chart) and the limit of memory, or apply its"
        + " parts by appliers of their own.";
  }

  /**
   * Whether there was too little memory. Then the process must end when it has told so: other
   * threads may have lost something too.
   */
  boolean isExhausted() {
    return exhausted;
  }

  private static Report unfetched(Fetched.Failed failed) {
    return Report.stopped(Optional.empty(), List.of(failed.fault().sentence()));
  }

  private static Report stopped(Optional<String> commit, Fault fault) {
    return Report.stopped(commit, List.of(String.valueOf(fault.getMessage())));
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
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException fault ? fault : e;
    }
  }

  private static Source.Known known(
      InventoryStore.Loaded loaded, Consent allowed, Optional<String> held) {
    return new Source.Known(
        loaded.inventory().revision(), allowed.or(loaded.consent()).rewrite(), held);
  }

  private Report apply(
      Revision revision, InventoryStore.Loaded loaded, Consent allowed, boolean dryRun) {
    Optional<String> commit = Optional.of(revision.commit());
    try {
      Planning planning = delivery.plan(revision, loaded, allowed.or(loaded.consent()));
      if (planning instanceof Planning.Stopped stopped) {
        cluster.forgetKinds();
        return Report.stopped(commit, stopped.reasons());
      }
      if (!dryRun) {
        source.keep(revision.commit());
      }
      return Report.of(
          revision.commit(), delivery.apply(((Planning.Ready) planning).plan(), loaded, dryRun));
    } catch (Fault e) {
      cluster.forgetKinds();
      return stopped(commit, e);
    }
  }

  private Report healed(Report stopped, InventoryStore.Loaded loaded) {
    Optional<Revision> kept = source.kept();
    if (kept.isPresent() && delivery.healing(kept.get(), loaded) instanceof Planning.Ready ready) {
      return stopped.with(delivery.apply(ready.plan(), loaded, false));
    }
    return stopped;
  }
}
