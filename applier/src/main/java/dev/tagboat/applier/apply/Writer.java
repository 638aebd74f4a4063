package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Verdict.Way;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.FieldSet;
import dev.tagboat.applier.drift.Ignoring;
import dev.tagboat.applier.drift.Managers;
import dev.tagboat.applier.plan.Treatment;
import java.util.List;
import java.util.Optional;

/** Writes what a trial found good. */
final class Writer {
  private final Cluster cluster;
  private final Ignoring ignoring;
  private final Waiting waiting;

  Writer(Cluster cluster, Ignoring ignoring, Waiting waiting) {
    this.cluster = cluster;
    this.ignoring = ignoring;
    this.waiting = waiting;
  }

  /**
   * What was written.
   *
   * @param gist of the object as the server has it now; empty when it was not written
   */
  record Written(Result result, Optional<Gist> gist) {}

  Written write(Verdict verdict) {
    ObjectId id = verdict.manifest().id();
    Optional<Kind> kind = cluster.kind(verdict.manifest().apiVersion(), id.kind());
    if (kind.isEmpty()) {
      return failed(id, "the cluster does not have its kind any more");
    }
    Way way = verdict.way().orElseThrow();
    Optional<String> obstacle =
        way == Way.RECREATE ? delete(kind.get(), verdict) : takeOver(kind.get(), verdict);
    if (obstacle.isPresent()) {
      return failed(id, obstacle.get());
    }
    Write write = new Write(Managers.OURS, way == Way.FORCE, false);
    Answer answer = cluster.apply(kind.get(), id, verdict.body().open(), write);
    if (answer instanceof Answer.Done done) {
      return new Written(verdict.result(), Optional.of(Gist.of(done.object())));
    }
    return failed(id, ((Answer.Refused) answer).message());
  }

  private static Written failed(ObjectId id, String why) {
    return new Written(Result.of(id, Action.FAILED, why), Optional.empty());
  }

  private Optional<String> delete(Kind kind, Verdict verdict) {
    ObjectId id = verdict.manifest().id();
    String uid = verdict.gist().orElseThrow().uid();
    Answer answer = cluster.delete(kind, id, uid);
    if (answer instanceof Answer.Refused refused && !refused.isAbsent()) {
      return Optional.of("could not be deleted to be made anew: " + refused.message());
    }
    return waiting.gone(kind, id, uid).map(why -> "could not be made anew: " + why);
  }

  // The fields of kubectl become ours, so that applying takes away those that nobody wants.
  private Optional<String> takeOver(Kind kind, Verdict verdict) {
    if (verdict.live().isEmpty() || Treatment.of(verdict.manifest().head()).merge()) {
      return Optional.empty();
    }
    ObjectNode live = verdict.live().get().open();
    List<JsonNode> taken = ignoring.takenOver(verdict.manifest().id(), live);
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Answer answer = cluster.patch(kind, verdict.manifest().id(), patch(live, taken), Managers.OURS);
    return answer instanceof Answer.Refused refused
        ? Optional.of("its fields could not be taken over: " + refused.message())
        : Optional.empty();
  }

  private static JsonNode patch(ObjectNode live, List<JsonNode> taken) {
    ArrayNode managers = JsonNodeFactory.instance.arrayNode();
    ObjectNode ours = JsonNodeFactory.instance.objectNode();
    ours.put("manager", Managers.OURS).put("operation", "Apply");
    ours.set("apiVersion", live.get("apiVersion"));
    ours.put("fieldsType", "FieldsV1").set("time", taken.get(0).path("time"));
    JsonNode fields = JsonNodeFactory.instance.objectNode();
    for (JsonNode entry : live.path("metadata").path("managedFields")) {
      if (taken.contains(entry) || Managers.isOurs(entry)) {
        fields = FieldSet.union(fields, entry.path("fieldsV1"));
      } else {
        managers.add(entry);
      }
    }
    managers.insert(0, ours);
    ours.set("fieldsV1", fields);
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    add(patch, "replace", "/metadata/managedFields", managers);
    // Refused when somebody was faster.
    add(patch, "test", "/metadata/resourceVersion", live.path("metadata").path("resourceVersion"));
    return patch;
  }

  private static void add(ArrayNode patch, String operation, String path, JsonNode value) {
    patch.addObject().put("op", operation).put("path", path).set("value", value);
  }
}
