package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.Kept;
import dev.tagboat.applier.desired.ObjectId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the cluster has of ours: all that carries our label, by one request for each kind. */
final class Live {
  private final Cluster cluster;
  private final Map<ObjectId, Kept> objects = new ConcurrentHashMap<>();
  private final Map<String, Kind> known = new TreeMap<>();

  Live(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A kind to look for. */
  record Wanted(String apiVersion, String kind) implements Comparable<Wanted> {
    @Override
    public int compareTo(Wanted other) {
      return (apiVersion + kind).compareTo(other.apiVersion + other.kind);
    }
  }

  /**
   * @param namespaces where to look; empty for everywhere
   */
  void read(Set<Wanted> kinds, Set<String> namespaces, String selector, Parallel parallel) {
    for (Wanted wanted : kinds) {
      cluster
          .kind(wanted.apiVersion(), wanted.kind())
          .ifPresent(kind -> known.putIfAbsent(groupKind(kind), kind));
    }
    parallel.map(
        known.values().stream().toList(),
        kind -> {
          for (String namespace : places(kind, namespaces)) {
            cluster.list(kind, namespace, selector, object -> add(kind, object));
          }
          return kind;
        });
  }

  private static Set<String> places(Kind kind, Set<String> namespaces) {
    return namespaces.isEmpty() || !kind.namespaced() ? Set.of("") : new TreeSet<>(namespaces);
  }

  /** The kinds that were looked for, and that the cluster has. */
  Set<Kind> kinds() {
    return Set.copyOf(known.values());
  }

  // Another version of the same kind would list the same objects again.
  private static String groupKind(Kind kind) {
    return group(kind) + "/" + kind.name();
  }

  private static String group(Kind kind) {
    return kind.apiVersion().substring(0, Math.max(0, kind.apiVersion().indexOf('/')));
  }

  private void add(Kind kind, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    // Items of lists come without these two.
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    objects.put(
        new ObjectId(
            group(kind),
            kind.name(),
            metadata.path("namespace").asText(),
            metadata.path("name").asText()),
        Kept.of(object));
  }

  Optional<ObjectNode> of(ObjectId id) {
    return kept(id).map(Kept::whole);
  }

  Optional<Kept> kept(ObjectId id) {
    return Optional.ofNullable(objects.get(id));
  }

  /** What was read, or else what a single request finds: an object that is not marked as ours. */
  Optional<Kept> find(Kind kind, ObjectId id) {
    return kept(id).or(() -> cluster.get(kind, id).map(Kept::of));
  }

  void put(ObjectId id, ObjectNode object) {
    objects.put(id, Kept.of(object));
  }

  void put(ObjectId id, Kept object) {
    objects.put(id, object);
  }

  void remove(ObjectId id) {
    objects.remove(id);
  }
}
