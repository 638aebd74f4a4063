package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who owns which fields of an object: server-side apply, as far as our objects need it. */
final class Managed {
  private final Map<Owner, Set<String>> owned = new TreeMap<>();

  /**
   * @param operation Apply or Update
   */
  private record Owner(String manager, String operation) implements Comparable<Owner> {
    @Override
    public int compareTo(Owner other) {
      return (operation + manager).compareTo(other.operation + other.manager);
    }
  }

  private Managed() {}

  static Managed of(JsonNode object) {
    Managed managed = new Managed();
    for (JsonNode entry : object.path("metadata").path("managedFields")) {
      managed.owned.put(
          new Owner(entry.path("manager").asText(), entry.path("operation").asText()),
          new TreeSet<>(Fields.read(entry.path("fieldsV1"))));
    }
    return managed;
  }

  /** Changes {@code object}. */
  void apply(ObjectNode object, JsonNode wish, String manager, boolean force) {
    Owner me = new Owner(manager, "Apply");
    Set<String> wanted = Fields.of(wish);
    refuseConflicts(object, wish, wanted, me, force);
    for (String path : wanted) {
      if (!Fields.get(object, path).equals(Fields.get(wish, path))) {
        owned.values().forEach(paths -> paths.remove(path));
        Fields.set(object, path, Fields.get(wish, path));
      }
    }
    Set<String> before = owned.getOrDefault(me, Set.of());
    owned.put(me, wanted);
    for (String path : before) {
      if (owned.values().stream().noneMatch(paths -> paths.contains(path))) {
        Fields.remove(object, path);
      }
    }
  }

  private void refuseConflicts(
      JsonNode object, JsonNode wish, Set<String> wanted, Owner me, boolean force) {
    ObjectNode status = Refusal.status(409, "Conflict", "Apply failed with conflicts");
    ArrayNode causes = status.putObject("details").putArray("causes");
    owned.forEach(
        (owner, paths) -> {
          for (String path : paths) {
            if (!owner.equals(me)
                && wanted.contains(path)
                && !Fields.get(object, path).equals(Fields.get(wish, path))) {
              causes
                  .addObject()
                  .put("reason", "FieldManagerConflict")
                  .put("message", "conflict with \"" + owner.manager() + "\"")
                  .put("field", Fields.dotted(path));
            }
          }
        });
    if (!causes.isEmpty() && !force) {
      throw new Refusal(409, status);
    }
  }

  /** What another write than an apply did. */
  void updated(JsonNode before, JsonNode after, String manager) {
    Set<String> changed = new TreeSet<>(Fields.of(after));
    changed.removeIf(path -> Fields.get(before, path).equals(Fields.get(after, path)));
    owned
        .values()
        .forEach(
            paths ->
                paths.removeIf(
                    path -> changed.contains(path) || Fields.get(after, path).isMissingNode()));
    if (!changed.isEmpty()) {
      owned.computeIfAbsent(new Owner(manager, "Update"), owner -> new TreeSet<>()).addAll(changed);
    }
  }

  void write(ObjectNode object) {
    ArrayNode entries = object.withObjectProperty("metadata").putArray("managedFields");
    owned.forEach(
        (owner, paths) -> {
          if (!paths.isEmpty()) {
            ObjectNode entry = entries.addObject();
            entry.put("manager", owner.manager()).put("operation", owner.operation());
            entry.set("apiVersion", object.path("apiVersion"));
            entry.put("time", "2026-01-01T00:00:00Z").put("fieldsType", "FieldsV1");
            entry.set("fieldsV1", Fields.written(paths));
          }
        });
  }
}
