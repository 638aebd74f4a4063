package dev.tagboat.applier.desired;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which object.
 *
 * @param group empty for the core group
 * @param namespace empty for cluster-scoped objects
 */
public record ObjectId(String group, String kind, String namespace, String name)
    implements Comparable<ObjectId> {
  private static final Comparator<ObjectId> ORDER =
      Comparator.comparing(ObjectId::group)
          .thenComparing(ObjectId::kind)
          .thenComparing(ObjectId::namespace)
          .thenComparing(ObjectId::name);

  @Override
  public int compareTo(ObjectId other) {
    return ORDER.compare(this, other);
  }

  /** {@code Kind.group}, or {@code Kind} of the core group, as ApplySets write it. */
  public String groupKind() {
    return group.isEmpty() ? kind : kind + "." + group;
  }

  /** In another namespace. */
  public ObjectId in(String other) {
    return new ObjectId(group, kind, other, name);
  }

  /**
   * {@code group/Kind/namespace/name}, without the parts that are empty: {@code
   * apps/Deployment/shop/web}, {@code ConfigMap/shop/web}, {@code Namespace/shop}. Kinds begin with
   * a capital letter and groups do not, so that it can be read back.
   */
  @Override
  public String toString() {
    return Stream.of(group, kind, namespace, name)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("/"));
  }

  /**
   * Reads {@link #toString}.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static ObjectId parse(String text) {
    List<String> parts = List.of(text.split("/", -1));
    boolean core = !parts.get(0).isEmpty() && Character.isUpperCase(parts.get(0).charAt(0));
    String group = core ? "" : parts.get(0);
    List<String> rest = core ? parts : parts.subList(1, parts.size());
    return switch (rest.size()) {
      case 2 -> new ObjectId(group, rest.get(0), "", rest.get(1));
      case 3 -> new ObjectId(group, rest.get(0), rest.get(1), rest.get(2));
      default -> throw new IllegalArgumentException("not the name of an object: " + text);
    };
  }
}
