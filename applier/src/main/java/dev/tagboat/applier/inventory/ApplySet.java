package dev.tagboat.applier.inventory;

import dev.tagboat.applier.desired.ObjectId;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The set of owned objects, marked as kubectl's code marks an ApplySet, so that {@code kubectl get
 * --selector} finds them and other ApplySet tools keep off. (The text of KEP-3659 has other keys;
 * the code decides.) The parent is a ConfigMap, which holds the inventory too.
 *
 * @param name of the parent
 * @param namespace of the parent
 */
public record ApplySet(String name, String namespace) {
  /** Label of a member; its value is {@link #id}. */
  public static final String PART_OF = "applyset.kubernetes.io/part-of";

  /** Label of the parent. */
  public static final String ID = "applyset.kubernetes.io/id";

  /** Annotation of the parent: {@code tool/version}. */
  public static final String TOOLING = "applyset.kubernetes.io/tooling";

  /** Annotation of the parent: {@code Kind.group}, sorted, with commas. */
  public static final String KINDS = "applyset.kubernetes.io/contains-group-kinds";

  /** Annotation of the parent: namespaces other than its own, sorted, with commas. */
  public static final String NAMESPACES = "applyset.kubernetes.io/additional-namespaces";

  /** The tool's name, which stands before the slash of {@link #TOOLING}. */
  public static final String TOOL = "tagboat";

  /** The set of a cluster's applier. */
  public static ApplySet of(String cluster, String stateNamespace) {
    return new ApplySet("tagboat-" + cluster, stateNamespace);
  }

  /** {@code applyset-<base64url of SHA-256 of "name.namespace.kind.group">-v1}. */
  public String id() {
    String parent = name + "." + namespace + ".ConfigMap.";
    byte[] digest = Hash.sha256(parent.getBytes(StandardCharsets.UTF_8));
    return "applyset-" + Hash.base64(digest) + "-v1";
  }

  /** What selects the members. */
  public String selector() {
    return PART_OF + "=" + id();
  }

  /** The annotations of the parent of these members. */
  public Map<String, String> annotations(String version, Collection<ObjectId> members) {
    return Map.of(
        TOOLING,
        TOOL + "/v" + version,
        KINDS,
        members.stream()
            .map(ObjectId::groupKind)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(",")),
        NAMESPACES,
        members.stream()
            .map(ObjectId::namespace)
            .filter(other -> !other.isEmpty() && !other.equals(namespace))
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(",")));
  }
}
