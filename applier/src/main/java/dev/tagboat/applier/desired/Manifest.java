package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * An object that should be in the cluster.
 *
 * @param id its namespace is empty where the file names none
 * @param head its {@code apiVersion}, {@code kind} and {@code metadata}; never changed by anybody
 * @param whole with its keys in order
 * @param at where it was read, for problems with it; of what was rendered, in the engine's output
 * @param home the namespace that it gets when it names none and its kind wants one
 * @param origin where in the config repo it comes from
 */
public record Manifest(
    ObjectId id,
    String apiVersion,
    ObjectNode head,
    Packed whole,
    Place at,
    String home,
    Origin origin) {
  private static final String DEFAULT_NAMESPACE = "default";
  private static final List<String> HEAD = List.of("apiVersion", "kind", "metadata");

  /**
   * As it stands in the config repo.
   *
   * @param body belongs to the manifest from now on
   */
  public Manifest(ObjectId id, String apiVersion, ObjectNode body, Place at) {
    this(
        id,
        apiVersion,
        head(body),
        Packed.of(body),
        at,
        DEFAULT_NAMESPACE,
        new Origin(at.file(), Optional.of(at.line())));
  }

  private static ObjectNode head(ObjectNode body) {
    ObjectNode head = JsonNodeFactory.instance.objectNode();
    HEAD.forEach(key -> head.set(key, body.get(key)));
    return head;
  }

  /** The whole object; a tree of its own each time. */
  public ObjectNode body() {
    return whole.open();
  }

  /** The value of a label or an annotation; empty when it has none. */
  public Optional<String> mark(String key) {
    return Marks.of(head, key);
  }

  /** The same object in another namespace, also in its body. */
  public Manifest in(String namespace) {
    ObjectNode changed = body();
    ((ObjectNode) changed.get("metadata")).put("namespace", namespace);
    return new Manifest(
        id.in(namespace), apiVersion, head(changed), Packed.of(changed), at, home, origin);
  }

  /** The same object with another home. */
  public Manifest withHome(String namespace) {
    return new Manifest(id, apiVersion, head, whole, at, namespace, origin);
  }

  /** The same object, made of what stands there. */
  public Manifest madeOf(Origin source) {
    return new Manifest(id, apiVersion, head, whole, at, home, source);
  }

  /** The path to a value, such as {@code spec}, {@code scope}; missing when there is none. */
  public JsonNode path(String... keys) {
    JsonNode node = body();
    for (String key : keys) {
      node = node.path(key);
    }
    return node;
  }
}
