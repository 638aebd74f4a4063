package dev.tagboat.applier.apply;

import static dev.tagboat.applier.apply.Action.CONFIGURED;
import static dev.tagboat.applier.apply.Action.CREATED;
import static dev.tagboat.applier.apply.Action.FAILED;
import static dev.tagboat.applier.apply.Action.SKIPPED;
import static dev.tagboat.applier.apply.Action.UNCHANGED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Verdict.Way;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Marks;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Change;
import dev.tagboat.applier.drift.Difference;
import dev.tagboat.applier.drift.FieldSet;
import dev.tagboat.applier.drift.Fingerprint;
import dev.tagboat.applier.drift.Ignoring;
import dev.tagboat.applier.drift.Managers;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.inventory.Entry;
import dev.tagboat.applier.inventory.Inventory;
import dev.tagboat.applier.plan.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what applying an object would do, by asking the server; writes nothing. */
final class Trial {
  private final Cluster cluster;
  private final Live live;
  private final Inventory inventory;
  private final String set;
  private final Ignoring ignoring;
  private final Set<String> comingNamespaces;
  private final boolean explain;

  /**
   * @param set the id of our ApplySet
   * @param comingNamespaces those that the same plan creates
   * @param explain whether to say what is in objects that are new
   */
  Trial(
      Cluster cluster,
      Live live,
      Inventory inventory,
      String set,
      Ignoring ignoring,
      Set<String> comingNamespaces,
      boolean explain) {
    this.cluster = cluster;
    this.live = live;
    this.inventory = inventory;
    this.set = set;
    this.ignoring = ignoring;
    this.comingNamespaces = Set.copyOf(comingNamespaces);
    this.explain = explain;
  }

  Verdict of(Manifest manifest) {
    ObjectId id = manifest.id();
    Optional<ObjectNode> owned = live.of(id);
    Optional<Gist> gist = owned.map(Gist::of);
    Optional<Entry> entry = inventory.of(id);
    boolean sameWish =
        entry.isPresent() && entry.get().wanted().equals(Fingerprint.wanted(manifest));
    if (isDisabled(manifest.head()) || owned.filter(Trial::isDisabled).isPresent()) {
      return Verdict.none(manifest, skipped(id, "reconcile is disabled"), gist, sameWish);
    }
    if (sameWish && gist.filter(there -> there.isAsIn(entry.get())).isPresent()) {
      return Verdict.none(manifest, Result.of(id, UNCHANGED, ""), gist, true);
    }
    Optional<Kind> kind = cluster.kind(manifest.apiVersion(), id.kind());
    return kind.isEmpty()
        ? Verdict.none(manifest, created(id, "its kind comes with this revision"), gist, sameWish)
        : asked(manifest, owned, sameWish, kind.get()).verdict();
  }

  private static boolean isDisabled(JsonNode object) {
    return !Treatment.of(object).reconcile();
  }

  private Attempt asked(
      Manifest manifest, Optional<ObjectNode> owned, boolean sameWish, Kind kind) {
    ObjectId id = manifest.id();
    Treatment treatment = Treatment.of(manifest.head());
    Optional<ObjectNode> there = treatment.ifNotPresent() ? found(owned, kind, id) : owned;
    Result unchanged = Result.of(id, UNCHANGED, "");
    ObjectNode body = body(manifest, there);
    Attempt asked = new Attempt(manifest, unchanged, Optional.empty(), body, there, sameWish);
    return treatment.ifNotPresent() && there.isPresent()
        ? asked.with(skipped(id, "is there already"), Optional.empty())
        : judged(asked, kind, cluster.apply(kind, id, body, first()), treatment);
  }

  // Also one that is not marked as ours.
  private Optional<ObjectNode> found(Optional<ObjectNode> owned, Kind kind, ObjectId id) {
    return owned.or(() -> cluster.get(kind, id));
  }

  private ObjectNode body(Manifest manifest, Optional<ObjectNode> there) {
    ObjectNode body = manifest.body();
    there.ifPresent(object -> ignoring.adapt(manifest.id(), body, object));
    ((ObjectNode) body.get("metadata")).withObjectProperty("labels").put(ApplySet.PART_OF, set);
    return body;
  }

  // Of what is new, it matters only that it would be created.
  private Write first() {
    return new Write(Managers.OURS, false, true, !explain);
  }

  private static Write forced() {
    return new Write(Managers.OURS, true, true);
  }

  private Attempt judged(Attempt asked, Kind kind, Answer answer, Treatment treatment) {
    ObjectId id = asked.manifest().id();
    if (answer instanceof Answer.Done done) {
      return done.created()
          ? asked.with(fresh(id, done), Optional.of(Way.APPLY))
          : existing(asked, kind, done, treatment, Way.APPLY);
    }
    Answer.Refused refused = (Answer.Refused) answer;
    Attempt known = withLive(asked, kind, refused);
    if (!refused.conflicts().isEmpty()) {
      return conflict(known, kind, refused, treatment);
    }
    if (refused.isAbsent() && comingNamespaces.contains(id.namespace())) {
      return asked.with(created(id, "its namespace comes with this revision"), Optional.empty());
    }
    if (refused.isImmutable() && known.live().isPresent()) {
      return immutable(known, refused, treatment);
    }
    return asked.with(failed(id, refused.message()), Optional.empty());
  }

  private Attempt withLive(Attempt asked, Kind kind, Answer.Refused refused) {
    boolean needed = !refused.conflicts().isEmpty() || refused.isImmutable();
    return needed && asked.live().isEmpty()
        ? asked.withLive(cluster.get(kind, asked.manifest().id()))
        : asked;
  }

  private Attempt existing(
      Attempt asked, Kind kind, Answer.Done done, Treatment treatment, Way way) {
    ObjectId id = asked.manifest().id();
    Optional<ObjectNode> there = asked.live().or(() -> cluster.get(kind, id));
    ObjectNode before = there.orElse(done.object());
    Optional<Result> refusal = refusal(id, before);
    if (refusal.isPresent()) {
      return asked.with(refusal.get(), Optional.empty());
    }
    if (asked.live().isEmpty()) {
      // Not marked as ours until now, so it was not read before the body was made.
      ignoring.adapt(id, asked.body(), before);
    }
    Attempt known = asked.withLive(there);
    List<JsonNode> taken = treatment.merge() ? List.of() : ignoring.takenOver(id, before);
    boolean ours = !Managers.entries(before, Managers::isOurs).isEmpty();
    Result result = shown(id, CONFIGURED, before, done);
    if (result.changes().isEmpty() && taken.isEmpty() && ours) {
      return known.with(Result.of(id, UNCHANGED, ""), Optional.empty());
    }
    return known.with(named(result, taken, done.object()), Optional.of(way));
  }

  private Optional<Result> refusal(ObjectId id, ObjectNode before) {
    if (isDisabled(before)) {
      return Optional.of(skipped(id, "reconcile is disabled"));
    }
    Optional<String> owner = Marks.label(before, ApplySet.PART_OF);
    if (owner.isPresent() && !owner.get().equals(set)) {
      return Optional.of(failed(id, "belongs to another ApplySet, " + owner.get()));
    }
    return before.path("metadata").has("deletionTimestamp")
        ? Optional.of(failed(id, "is being deleted; it is applied again when it is gone"))
        : Optional.empty();
  }

  private static Result named(Result result, List<JsonNode> taken, ObjectNode after) {
    if (taken.isEmpty()) {
      return result;
    }
    List<String> names =
        taken.stream().map(entry -> entry.path("manager").asText()).distinct().toList();
    List<Change> changes = new ArrayList<>(result.changes());
    changes.addAll(dropped(taken, after));
    return new Result(
        result.id(),
        result.action(),
        "takes over the fields of " + String.join(", ", names),
        changes,
        result.warnings());
  }

  // The trial cannot show it: these fields go only when they have become ours.
  private static List<Change> dropped(List<JsonNode> taken, ObjectNode after) {
    List<Change> dropped = new ArrayList<>();
    for (JsonNode entry : taken) {
      JsonNode rest = entry.path("fieldsV1");
      for (JsonNode other : Managers.entries(after, e -> !Managers.isTakenOver(e))) {
        rest = FieldSet.minus(rest, other.path("fieldsV1"));
      }
      String writer = "what " + entry.path("manager").asText() + " wrote";
      FieldSet.leaves(rest).forEach(path -> dropped.add(new Change(path, writer, "")));
    }
    return dropped;
  }

  private Attempt conflict(Attempt known, Kind kind, Answer.Refused refused, Treatment treatment) {
    ObjectId id = known.manifest().id();
    Conflicts conflicts = new Conflicts(known.live(), known.drifted(), treatment);
    if (!conflicts.mayTake(refused.conflicts())) {
      return known.with(failed(id, Conflicts.sentence(refused.conflicts())), Optional.empty());
    }
    Answer again = cluster.apply(kind, id, known.body(), forced());
    if (again instanceof Answer.Done done) {
      return existing(known, kind, done, treatment, Way.FORCE);
    }
    Answer.Refused still = (Answer.Refused) again;
    return still.isImmutable()
        ? immutable(known, still, treatment)
        : known.with(failed(id, still.message()), Optional.empty());
  }

  private static Attempt immutable(Attempt known, Answer.Refused refused, Treatment treatment) {
    ObjectId id = known.manifest().id();
    if (treatment.recreate()) {
      JsonNode before = known.live().<JsonNode>map(o -> o).orElse(MissingNode.getInstance());
      List<Change> changes = Difference.between(before, known.body());
      String why = "is deleted and made anew: " + refused.message();
      return known.with(
          new Result(id, CONFIGURED, why, changes, List.of()), Optional.of(Way.RECREATE));
    }
    return known.with(
        failed(
            id,
            refused.message()
                + ". To have it deleted and made anew, annotate it with tagboat.dev/force=enabled"),
        Optional.empty());
  }

  private Result fresh(ObjectId id, Answer.Done done) {
    return explain
        ? shown(id, CREATED, MissingNode.getInstance(), done)
        : new Result(id, CREATED, "", List.of(), done.warnings());
  }

  private static Result shown(ObjectId id, Action action, JsonNode before, Answer.Done done) {
    return new Result(id, action, "", Difference.between(before, done.object()), done.warnings());
  }

  private static Result created(ObjectId id, String reason) {
    return Result.of(id, CREATED, reason);
  }

  private static Result skipped(ObjectId id, String reason) {
    return Result.of(id, SKIPPED, reason);
  }

  private static Result failed(ObjectId id, String reason) {
    return Result.of(id, FAILED, reason);
  }
}
