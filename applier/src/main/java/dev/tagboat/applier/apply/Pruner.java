package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Entry;
import dev.tagboat.applier.plan.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes what is owned and no longer wanted. Owned is only what is in the inventory, carries our
 * label and has the UID that we know; whatever is not deleted stays in the inventory.
 */
final class Pruner {
  private static final Set<String> PROTECTED =
      Set.of("Namespace", "CustomResourceDefinition", "PersistentVolumeClaim", "PersistentVolume");

  private final Cluster cluster;
  private final String set;
  private final Waiting waiting;

  Pruner(Cluster cluster, String set, Waiting waiting) {
    this.cluster = cluster;
    this.set = set;
    this.waiting = waiting;
  }

  /**
   * @param results one for each object that was there
   * @param survivors what is still owned
   */
  record Pruned(List<Result> results, List<Entry> survivors) {}

  private record Going(Entry entry, Kind kind, String uid) {}

  Pruned prune(List<Entry> entries, boolean dryRun) {
    List<Result> results = new ArrayList<>();
    List<Entry> survivors = new ArrayList<>();
    List<Going> going = new ArrayList<>();
    for (Entry entry : entries) {
      Optional<Kind> kind = kind(entry);
      Optional<ObjectNode> object = kind.flatMap(known -> cluster.get(known, entry.id()));
      if (object.isEmpty()) {
        continue;
      }
      Optional<Result> keep = keep(entry, object.get());
      keep.ifPresent(results::add);
      if (keep.isPresent() && isOwned(entry, object.get())) {
        survivors.add(entry);
      } else if (keep.isEmpty()) {
        going.add(new Going(entry, kind.orElseThrow(), uid(object.get())));
      }
    }
    for (Going one : going) {
      if (dryRun) {
        results.add(Result.of(one.entry().id(), Action.DELETED, ""));
      } else {
        delete(one, results, survivors);
      }
    }
    return new Pruned(results, survivors);
  }

  // What was known may be old, and an object whose kind is not served is taken for gone.
  private Optional<Kind> kind(Entry entry) {
    Optional<Kind> known = cluster.kind(entry.apiVersion(), entry.id().kind());
    if (known.isEmpty()) {
      cluster.forgetKinds();
    }
    return known.or(() -> cluster.kind(entry.apiVersion(), entry.id().kind()));
  }

  private static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  private boolean isOwned(Entry entry, JsonNode object) {
    boolean same = entry.uid().isEmpty() || entry.uid().equals(uid(object));
    return same && Marks.label(object, ApplySet.PART_OF).equals(Optional.of(set));
  }

  /** Why it stays; empty when it goes. */
  private Optional<Result> keep(Entry entry, ObjectNode object) {
    ObjectId id = entry.id();
    if (!isOwned(entry, object)) {
      return Optional.of(
          skipped(id, "is not the object that was applied, or not marked as ours; left alone"));
    }
    Treatment treatment = Treatment.of(object);
    if (!treatment.reconcile() || treatment.prune().equals(Optional.of(false))) {
      return Optional.of(skipped(id, "an annotation keeps it from being deleted"));
    }
    if (!object.path("metadata").path("ownerReferences").isEmpty()) {
      return Optional.of(skipped(id, "has an owner in the cluster, which decides about it"));
    }
    if (PROTECTED.contains(id.kind()) && treatment.prune().isEmpty()) {
      return Optional.of(
          skipped(
              id,
              "all that is in it would go too. To delete it, annotate it with"
                  + " tagboat.dev/prune=enabled"));
    }
    return Optional.empty();
  }

  private static Result skipped(ObjectId id, String reason) {
    return Result.of(id, Action.SKIPPED, reason);
  }

  private void delete(Going one, List<Result> results, List<Entry> survivors) {
    ObjectId id = one.entry().id();
    Answer answer = cluster.delete(one.kind(), id, one.uid());
    Optional<String> obstacle =
        answer instanceof Answer.Refused refused && !refused.isAbsent()
            ? Optional.of(refused.message())
            : waiting.gone(one.kind(), id, one.uid());
    if (obstacle.isPresent()) {
      survivors.add(one.entry());
      results.add(Result.of(id, Action.FAILED, "could not be deleted: " + obstacle.get()));
    } else {
      results.add(Result.of(id, Action.DELETED, ""));
    }
  }
}
