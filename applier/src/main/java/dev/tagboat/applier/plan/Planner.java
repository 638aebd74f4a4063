package dev.tagboat.applier.plan;

import dev.tagboat.applier.config.ApplyConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.inventory.Entry;
import dev.tagboat.applier.inventory.Inventory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Decides what to do about a revision; does nothing itself. */
public final class Planner {
  private static final int SHOWN = 10;

  private final ApplyConfig config;
  private final Scopes scopes;

  public Planner(ApplyConfig config, Scopes scopes) {
    this.config = config;
    this.scopes = scopes;
  }

  /**
   * @param set the id of our ApplySet
   */
  public Planning plan(
      String revision, Desired desired, Inventory inventory, Consent consent, String set) {
    List<String> reasons = new ArrayList<>(desired.problems());
    Placement placement = new Placement(config, scopes, desired.manifests(), set);
    List<Manifest> placed = placement.placed(reasons);
    if (!reasons.isEmpty()) {
      return new Planning.Stopped(reasons);
    }
    Optional<String> emptied = emptied(placed, inventory);
    if (emptied.isPresent()) {
      return new Planning.Stopped(List.of(emptied.get()));
    }
    List<Entry> prune = prune(placed, inventory);
    boolean allowed = consent.delete().equals(Optional.of(revision));
    // What an earlier revision was allowed to delete, and an annotation or a finalizer kept, is not
    // asked about again.
    List<Entry> fresh = prune.stream().filter(entry -> !entry.isLeft()).toList();
    Optional<String> tooMuch = allowed ? Optional.empty() : guard(fresh, inventory, revision);
    return tooMuch.isPresent()
        ? new Planning.Stopped(List.of(tooMuch.get()))
        : new Planning.Ready(new Plan(revision, stages(placed), prune));
  }

  private Optional<String> emptied(List<Manifest> placed, Inventory inventory) {
    return placed.isEmpty() && !inventory.entries().isEmpty()
        ? Optional.of(
            "the revision has no manifests at all, and "
                + inventory.entries().size()
                + " objects are owned. Nothing is changed: an empty folder is more likely a"
                + " mistake than a wish.")
        : Optional.empty();
  }

  private List<Entry> prune(List<Manifest> placed, Inventory inventory) {
    if (!config.prune()) {
      return List.of();
    }
    Set<ObjectId> wanted = placed.stream().map(Manifest::id).collect(Collectors.toSet());
    return inventory.entries().values().stream()
        .filter(entry -> !wanted.contains(entry.id()))
        .sorted(Comparator.comparing(Entry::id, Order.DELETE))
        .toList();
  }

  private Optional<String> guard(List<Entry> prune, Inventory inventory, String revision) {
    int owned = inventory.entries().size();
    if (prune.size() <= config.maxDelete().limit(owned)) {
      return Optional.empty();
    }
    String some =
        prune.stream()
            .limit(SHOWN)
            .map(entry -> entry.id().toString())
            .collect(Collectors.joining(", "));
    return Optional.of(
        "the revision would delete "
            + prune.size()
            + " of "
            + owned
            + " owned objects, more than max-delete ("
            + config.maxDelete()
            + ") allows: "
            + some
            + (prune.size() > SHOWN ? ", …" : "")
            + ". Nothing is changed. If this is meant, annotate the inventory with "
            + Consent.ALLOW_DELETE
            + "="
            + revision
            + ", or raise max-delete.");
  }

  private static List<Stage> stages(List<Manifest> placed) {
    List<Manifest> sorted =
        placed.stream().sorted(Comparator.comparing(Manifest::id, Order.APPLY)).toList();
    Set<String> definitions =
        new TreeSet<>(List.of("CustomResourceDefinition", "Namespace", "ClusterRole"));
    List<Manifest> first = new ArrayList<>();
    List<Manifest> classes = new ArrayList<>();
    List<Manifest> rest = new ArrayList<>();
    for (Manifest manifest : sorted) {
      String kind = manifest.id().kind();
      (definitions.contains(kind) ? first : kind.endsWith("Class") ? classes : rest).add(manifest);
    }
    return List.of(
            new Stage("definitions", first, true),
            new Stage("classes", classes, true),
            new Stage("objects", rest, false))
        .stream()
        .filter(stage -> !stage.manifests().isEmpty())
        .toList();
  }
}
