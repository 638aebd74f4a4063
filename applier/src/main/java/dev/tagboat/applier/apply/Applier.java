package dev.tagboat.applier.apply;

import dev.tagboat.applier.config.DriftConfig;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Inventory;
import dev.tagboat.applier.plan.Plan;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Carries out plans. */
public final class Applier {
  private final Cluster cluster;
  private final InventoryStore store;
  private final Settings settings;
  private final Pause pause;
  private final Rollouts rollouts;

  /**
   * @param set the id of our ApplySet
   * @param namespaces where objects may be; empty for everywhere
   * @param deadline for a stage or a rollout to be ready, and for deleted objects to be gone
   * @param width how many requests run side by side
   */
  public record Settings(
      String set, Set<String> namespaces, DriftConfig drift, Duration deadline, int width) {
    public Settings {
      namespaces = Set.copyOf(namespaces);
    }
  }

  public Applier(
      Cluster cluster, InventoryStore store, Settings settings, Pause pause, Clock clock) {
    this.rollouts = new Rollouts(settings.deadline(), clock);
    this.cluster = cluster;
    this.store = store;
    this.settings = settings;
    this.pause = pause;
  }

  /**
   * Tries and writes stage by stage; a stage of which one object cannot be applied is not begun,
   * and then nothing later is, and nothing is deleted.
   *
   * @param dryRun whether to write nothing and only say what would be
   */
  public Outcome apply(Plan plan, Inventory inventory, boolean dryRun) {
    try (Parallel parallel = new Parallel(settings.width())) {
      Live live = new Live(cluster);
      live.read(kinds(plan), settings.namespaces(), selector(), parallel);
      Run run =
          new Run(
              cluster, store, settings, pause, parallel, live, plan, inventory, rollouts, dryRun);
      return run.all();
    }
  }

  /** Whether a rollout has taken too long since the last run, which could not say so yet. */
  public boolean isRolloutOverdue() {
    return rollouts.isDue();
  }

  private String selector() {
    return ApplySet.PART_OF + "=" + settings.set();
  }

  private static Set<Live.Wanted> kinds(Plan plan) {
    return plan.manifests().map(Applier::wanted).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Live.Wanted wanted(Manifest manifest) {
    return new Live.Wanted(manifest.apiVersion(), manifest.id().kind());
  }
}
