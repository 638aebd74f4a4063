package dev.tagboat.applier.apply;

import dev.tagboat.applier.config.DriftConfig;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Hands;
import dev.tagboat.applier.drift.Ignoring;
import dev.tagboat.applier.drift.Modes;
import dev.tagboat.applier.health.Container;
import dev.tagboat.applier.health.Health;
import dev.tagboat.applier.inventory.Inventory;
import dev.tagboat.applier.plan.Order;
import dev.tagboat.applier.plan.Plan;
import dev.tagboat.applier.plan.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One plan being carried out. */
final class Run {
  private final Cluster cluster;
  private final Applier.Settings settings;
  private final Parallel parallel;
  private final Live live;
  private final Plan plan;
  private final boolean dryRun;
  private final Waiting waiting;
  private final Trial trial;
  private final Ledger ledger;
  private final Modes modes;
  private final Ignoring ignoring;
  private final Rollouts rollouts;
  private final Map<ObjectId, Gist> gists = new HashMap<>();
  private final List<Result> results = new ArrayList<>();
  private final List<Drifted> drift = new ArrayList<>();

  Run(
      Cluster cluster,
      InventoryStore store,
      Applier.Settings settings,
      Pause pause,
      Parallel parallel,
      Live live,
      Plan plan,
      Inventory inventory,
      Rollouts rollouts,
      boolean dryRun) {
    this.rollouts = rollouts;
    this.cluster = cluster;
    this.settings = settings;
    this.parallel = parallel;
    this.live = live;
    this.plan = plan;
    this.dryRun = dryRun;
    this.waiting = new Waiting(cluster, pause, settings.deadline());
    this.ledger = new Ledger(store, inventory);
    this.modes = new Modes(settings.drift());
    this.ignoring = new Ignoring(settings.drift().ignore());
    Set<String> namespaces =
        plan.manifests()
            .map(Manifest::id)
            .filter(id -> id.kind().equals("Namespace"))
            .map(ObjectId::name)
            .collect(Collectors.toSet());
    this.trial =
        new Trial(
            cluster,
            live,
            inventory,
            settings.set(),
            ignoring,
            dryRun ? namespaces : Set.of(),
            dryRun);
  }

  Outcome all() {
    boolean good = true;
    for (Stage stage : plan.stages()) {
      good = good && stage(stage);
    }
    if (good) {
      Pruner.Pruned pruned =
          new Pruner(cluster, settings.set(), waiting).prune(plan.prune(), dryRun);
      results.addAll(pruned.results());
      plan.prune().forEach(entry -> ledger.drop(entry.id()));
      pruned.survivors().forEach(entry -> ledger.keep(entry.left()));
    }
    if (!dryRun) {
      ledger.close(good ? Optional.of(plan.revision()) : Optional.empty());
    }
    SortedMap<ObjectId, Health> health = health();
    return new Outcome(results, drift, health, images(health), live.kinds());
  }

  private boolean stage(Stage stage) {
    if (!dryRun) {
      stage.manifests().forEach(this::awaitKind);
    }
    List<Verdict> verdicts = parallel.map(stage.manifests(), Run::isHeavy, trial::of);
    verdicts.forEach(this::letGo);
    if (verdicts.stream().anyMatch(Verdict::isFailed) && !dryRun) {
      verdicts.forEach(this::noteOnly);
      return false;
    }
    List<Verdict> writes = new ArrayList<>();
    for (Verdict verdict : verdicts) {
      if (verdict.way().isEmpty() || dryRun || isAlertOnly(verdict)) {
        noteOnly(verdict);
      } else {
        writes.add(verdict);
      }
    }
    if (!writes.isEmpty()) {
      ledger.announce(writes);
    }
    return write(writes) && (dryRun || !stage.waits() || isReady(writes));
  }

  // Definitions may have tens of thousands of values, and there are several copies of what is asked
  // about. Nothing else comes near.
  private static boolean isHeavy(Manifest manifest) {
    return manifest.id().kind().equals("CustomResourceDefinition");
  }

  // The verdict has of the object what is still needed.
  private void letGo(Verdict verdict) {
    ObjectId id = verdict.manifest().id();
    live.forget(id);
    verdict.gist().ifPresent(gist -> gists.put(id, gist));
  }

  private void awaitKind(Manifest manifest) {
    waiting.served(manifest.apiVersion(), manifest.id().kind());
  }

  private boolean isAlertOnly(Verdict verdict) {
    return verdict.drifted() && modes.of(verdict.manifest()) == DriftConfig.Mode.ALERT;
  }

  /** What is not written: because nothing has to be, or may be. */
  private void noteOnly(Verdict verdict) {
    ObjectId id = verdict.manifest().id();
    boolean held = verdict.way().isPresent() && !dryRun;
    if (verdict.drifted() && verdict.way().isPresent()) {
      drift.add(drifted(verdict, false));
    }
    if (held) {
      String why =
          isAlertOnly(verdict)
              ? "differs from the config repo; its drift mode is alert"
              : "not written, since another object of its stage cannot be applied";
      results.add(Result.of(id, Action.SKIPPED, why));
    } else {
      results.add(verdict.result());
    }
    if (verdict.result().action() == Action.UNCHANGED) {
      verdict.gist().ifPresent(gist -> ledger.note(verdict.manifest(), gist));
    }
  }

  private static Drifted drifted(Verdict verdict, boolean healed) {
    Result result = verdict.result();
    String what = result.action() == Action.CREATED ? "was deleted" : "was changed";
    String reason = result.reason().isEmpty() ? what : what + "; " + result.reason();
    Hands hands =
        verdict.live().map(live -> Hands.of(live.open(), result.changes())).orElse(Hands.UNKNOWN);
    return new Drifted(
        result.id(), verdict.manifest().origin(), healed, reason, hands, result.changes());
  }

  // Kinds depend on those before them; objects of one kind do not depend on each other.
  private boolean write(List<Verdict> writes) {
    SortedMap<Integer, List<Verdict>> byRank =
        writes.stream()
            .collect(
                Collectors.groupingBy(
                    verdict -> Order.rank(verdict.manifest().id().kind()),
                    TreeMap::new,
                    Collectors.toList()));
    Writer writer = new Writer(cluster, ignoring, waiting);
    boolean good = true;
    for (List<Verdict> group : byRank.values()) {
      List<Writer.Written> written =
          parallel.map(group, one -> isHeavy(one.manifest()), writer::write);
      for (int i = 0; i < group.size(); i++) {
        good &= note(group.get(i), written.get(i));
      }
    }
    return good;
  }

  private boolean note(Verdict verdict, Writer.Written written) {
    results.add(written.result());
    if (written.gist().isEmpty()) {
      return false;
    }
    Gist gist = written.gist().get();
    if (verdict.drifted()) {
      drift.add(drifted(verdict, true));
    }
    ledger.note(verdict.manifest(), gist);
    gists.put(verdict.manifest().id(), gist);
    return true;
  }

  private boolean isReady(List<Verdict> written) {
    boolean ready = true;
    for (Verdict verdict : written) {
      Manifest manifest = verdict.manifest();
      Optional<Kind> kind = cluster.kind(manifest.apiVersion(), manifest.id().kind());
      Health health = waiting.settled(kind.orElseThrow(), manifest.id());
      if (health.state() != Health.State.CURRENT) {
        results.removeIf(result -> result.id().equals(manifest.id()));
        results.add(
            Result.of(
                manifest.id(),
                Action.FAILED,
                "was applied, but is not ready: " + health.sentence()));
        ready = false;
      }
      // As it is now, not as it was when it was written.
      cluster
          .get(kind.orElseThrow(), manifest.id())
          .ifPresent(object -> gists.put(manifest.id(), Gist.of(object)));
      if (manifest.id().kind().equals("CustomResourceDefinition")) {
        cluster.forgetKinds();
      }
    }
    return ready;
  }

  private SortedMap<ObjectId, Health> health() {
    SortedMap<ObjectId, Health> health = new TreeMap<>();
    plan.manifests()
        .map(Manifest::id)
        .forEach(
            id ->
                health.put(
                    id,
                    gist(id)
                        .map(gist -> rollouts.judged(id, gist))
                        .orElse(new Health(Health.State.NOT_FOUND, "is not there"))));
    rollouts.keep(health.keySet());
    return health;
  }

  private List<RunningImage> images(SortedMap<ObjectId, Health> health) {
    List<RunningImage> images = new ArrayList<>();
    health.forEach(
        (id, state) ->
            gist(id)
                .ifPresent(
                    gist -> {
                      for (Container one : gist.containers()) {
                        images.add(
                            RunningImage.of(
                                one.image(),
                                one.running(),
                                id,
                                one.name(),
                                gist.ready(),
                                state,
                                rollouts.until(id)));
                      }
                    }));
    return images;
  }

  // Of a stage that was not begun, only the list knows its objects.
  private Optional<Gist> gist(ObjectId id) {
    if (!gists.containsKey(id)) {
      live.of(id).ifPresent(object -> gists.put(id, Gist.of(object)));
    }
    return Optional.ofNullable(gists.get(id));
  }
}
