package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.desired.Packed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the cluster has of ours: all that carries our label, by one request for each kind. */
final class Live {
  private final Cluster cluster;
  private final Map<ObjectId, Found> objects = new ConcurrentHashMap<>();
  private final Map<String, Kind> known = new TreeMap<>();

  private record Found(Kind kind, Packed object) {
    // Items of lists come without these two.
    ObjectNode open() {
      return object.open().put("apiVersion", kind.apiVersion()).put("kind", kind.name());
    }
  }

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
            cluster.list(kind, namespace, selector, one -> add(kind, one));
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

  private void add(Kind kind, Listed one) {
    objects.put(
        new ObjectId(group(kind), kind.name(), one.namespace(), one.name()),
        new Found(kind, one.object()));
  }

  Optional<ObjectNode> of(ObjectId id) {
    return Optional.ofNullable(objects.get(id)).map(Found::open);
  }

  /** When it was looked at: it is not needed any more. */
  void forget(ObjectId id) {
    objects.remove(id);
  }
}
