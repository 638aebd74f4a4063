package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Applier;
import dev.tagboat.applier.apply.Cluster;
import dev.tagboat.applier.apply.InventoryStore;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Outcome;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ApplyConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.fault.Fault;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.plan.Plan;
import dev.tagboat.applier.plan.Planner;
import dev.tagboat.applier.plan.Planning;
import dev.tagboat.applier.render.Renderer;
import dev.tagboat.applier.source.Revision;
import java.util.List;

/** Brings a revision that was fetched to the cluster. */
final class Delivery {
  private final ApplierConfig config;
  private final Cluster cluster;
  private final String set;
  private final Applier applier;
  private final Watches watches;

  /**
   * @param set the id of our ApplySet
   */
  Delivery(ApplierConfig config, Cluster cluster, String set, Applier applier, Watches watches) {
    this.config = config;
    this.cluster = cluster;
    this.set = set;
    this.applier = applier;
    this.watches = watches;
  }

  /**
   * What to do about the newest revision.
   *
   * @throws Fault when the cluster cannot be asked
   */
  Planning plan(Revision revision, InventoryStore.Loaded loaded, Consent consent) {
    return plan(revision, loaded, consent, config.apply());
  }

  /** What to do to have again what was applied before; nothing is deleted for that. */
  Planning healing(Revision kept, InventoryStore.Loaded loaded) {
    ApplyConfig apply = config.apply();
    ApplyConfig gently =
        new ApplyConfig(false, apply.maxDelete(), apply.namespaces(), apply.kinds());
    return plan(kept, loaded, Consent.NONE, gently);
  }

  private Planning plan(
      Revision revision, InventoryStore.Loaded loaded, Consent consent, ApplyConfig apply) {
    Desired desired;
    try {
      desired = new Renderer(config.render()).desired(revision);
    } catch (Fault e) {
      return new Planning.Stopped(List.of(String.valueOf(e.getMessage())));
    }
    Planner planner =
        new Planner(apply, (version, kind) -> cluster.kind(version, kind).map(Kind::namespaced));
    return planner.plan(revision.commit(), desired, loaded.inventory(), consent, set);
  }

  Outcome apply(Plan plan, InventoryStore.Loaded loaded, boolean dryRun) {
    Outcome outcome = applier.apply(plan, loaded.inventory(), dryRun);
    watches.follow(outcome.kinds());
    return outcome;
  }
}
