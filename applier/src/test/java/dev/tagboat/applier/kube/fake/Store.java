package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects, and what an API server does when they are written. */
final class Store {
  private final Types types = new Types();
  private final Map<Key, ObjectNode> objects = new TreeMap<>();
  private final BiConsumer<String, ObjectNode> events;
  private long version = 1;

  /** Where an object is. */
  record Key(Types.Type type, String namespace, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return toString().compareTo(other.toString());
    }
  }

  /**
   * @param code of HTTP
   */
  record Done(int code, ObjectNode object) {}

  /**
   * @param events told the type of each event of a watch, and the object
   */
  Store(BiConsumer<String, ObjectNode> events) {
    this.events = events;
  }

  Types types() {
    return types;
  }

  long version() {
    return version;
  }

  Optional<ObjectNode> get(Key key) {
    return Optional.ofNullable(objects.get(key));
  }

  List<ObjectNode> list(Types.Type type, String namespace, String selector) {
    String[] label = selector.split("=", 2);
    return objects.entrySet().stream()
        .filter(e -> e.getKey().type().equals(type))
        .filter(e -> namespace.isEmpty() || e.getKey().namespace().equals(namespace))
        .map(Map.Entry::getValue)
        .filter(
            object ->
                selector.isEmpty()
                    || object
                        .path("metadata")
                        .path("labels")
                        .path(label[0])
                        .asText()
                        .equals(label[1]))
        .toList();
  }

  Done apply(Key key, ObjectNode wish, String manager, boolean force, boolean dryRun) {
    Admission.check(wish);
    ObjectNode before = objects.get(key);
    if (before == null) {
      requireNamespace(key);
    }
    ObjectNode after = before == null ? fresh(key) : before.deepCopy();
    Managed managed = Managed.of(after);
    managed.apply(after, wish, manager, force);
    managed.write(after);
    Admission.completed(after);
    if (before != null) {
      Admission.refuseImmutable(before, after);
    }
    return new Done(before == null ? 201 : 200, stored(key, before, after, dryRun));
  }

  private void requireNamespace(Key key) {
    boolean known =
        !key.type().namespaced()
            || objects.keySet().stream()
                .anyMatch(
                    k -> k.type().kind().equals("Namespace") && k.name().equals(key.namespace()));
    if (!known) {
      throw new Refusal(404, "NotFound", "namespaces \"" + key.namespace() + "\" not found");
    }
  }

  private static ObjectNode fresh(Key key) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", key.type().apiVersion()).put("kind", key.type().kind());
    ObjectNode metadata = object.putObject("metadata").put("name", key.name());
    if (key.type().namespaced()) {
      metadata.put("namespace", key.namespace());
    }
    metadata.put("uid", UUID.randomUUID().toString()).put("generation", 1);
    metadata.put("creationTimestamp", "2026-01-01T00:00:00Z");
    return object;
  }

  private ObjectNode stored(
      Key key, @Nullable ObjectNode before, ObjectNode after, boolean dryRun) {
    if (after.equals(before) || dryRun) {
      return after;
    }
    ObjectNode metadata = (ObjectNode) after.get("metadata");
    metadata.put("resourceVersion", String.valueOf(++version));
    if (before != null && !before.path("spec").equals(after.path("spec"))) {
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
    boolean leaving = metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
    if (leaving) {
      remove(key);
      return after;
    }
    objects.put(key, after);
    if (key.type().kind().equals("CustomResourceDefinition")) {
      types.define(after);
    }
    events.accept(before == null ? "ADDED" : "MODIFIED", after);
    return after;
  }

  /** A JSON patch of {@code add}, {@code replace}, {@code remove} and {@code test}. */
  Done patch(Key key, ArrayNode patch, String manager) {
    ObjectNode before = found(key);
    ObjectNode after = before.deepCopy();
    boolean owners = false;
    for (JsonNode step : patch) {
      String path = step.path("path").asText();
      owners |= path.equals("/metadata/managedFields");
      switch (step.path("op").asText()) {
        case "test" -> {
          if (!Fields.get(before, path).equals(step.path("value"))) {
            throw new Refusal(422, "Invalid", "the server rejected our request: test failed");
          }
        }
        case "remove" -> Fields.remove(after, path);
        default -> Fields.set(after, path, step.path("value"));
      }
    }
    if (!owners) {
      Managed managed = Managed.of(before);
      managed.updated(before, after, manager);
      managed.write(after);
    }
    return new Done(200, stored(key, before, after, false));
  }

  Done delete(Key key, String uid) {
    ObjectNode object = found(key);
    if (!uid.isEmpty() && !object.path("metadata").path("uid").asText().equals(uid)) {
      throw new Refusal(409, "Conflict", "Precondition failed: UID in precondition: " + uid);
    }
    if (!object.path("metadata").path("finalizers").isEmpty()) {
      ObjectNode leaving = object.deepCopy();
      ((ObjectNode) leaving.get("metadata")).put("deletionTimestamp", "2026-01-01T00:00:00Z");
      return new Done(200, stored(key, object, leaving, false));
    }
    remove(key);
    return new Done(200, object);
  }

  private ObjectNode found(Key key) {
    return get(key)
        .orElseThrow(
            () ->
                new Refusal(
                    404, "NotFound", key.type().plural() + " \"" + key.name() + "\" not found"));
  }

  private void remove(Key key) {
    ObjectNode gone = objects.remove(key);
    version++;
    if (key.type().kind().equals("Namespace")) {
      all(k -> k.namespace().equals(key.name())).forEach(this::remove);
    }
    if (key.type().kind().equals("CustomResourceDefinition")) {
      for (Types.Type type : types.forget(key.name())) {
        all(k -> k.type().equals(type)).forEach(this::remove);
      }
    }
    events.accept("DELETED", gone);
  }

  private List<Key> all(Predicate<Key> which) {
    return objects.keySet().stream().filter(which).toList();
  }
}
