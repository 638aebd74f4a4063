package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An object that should be in the cluster.
 *
 * @param id its namespace is empty where the file names none
 * @param kept never changed by anybody; {@link #copy} is
 * @param at where it was read, for problems with it; of what was rendered, in the engine's output
 * @param home the namespace that it gets when it names none and its kind wants one
 * @param origin where in the config repo it comes from
 */
public record Manifest(
    ObjectId id, String apiVersion, Kept kept, Place at, String home, Origin origin) {
  private static final String DEFAULT_NAMESPACE = "default";

  /** As it stands in the config repo. */
  public Manifest(ObjectId id, String apiVersion, ObjectNode body, Place at) {
    this(
        id,
        apiVersion,
        Kept.of(body),
        at,
        DEFAULT_NAMESPACE,
        new Origin(at.file(), Optional.of(at.line())));
  }

  /** The whole object; never changed by anybody. */
  public ObjectNode body() {
    return kept.whole();
  }

  /** Its kind, labels and annotations, and maybe more; cheaper than {@link #body}. */
  public ObjectNode head() {
    return kept.head();
  }

  /** A body that the caller may change. */
  public ObjectNode copy() {
    return body().deepCopy();
  }

  /** The value of a label or an annotation; empty when it has none. */
  public Optional<String> mark(String key) {
    return Marks.of(head(), key);
  }

  /** The same object in another namespace, also in its body. */
  public Manifest in(String namespace) {
    ObjectNode changed = copy();
    ((ObjectNode) changed.get("metadata")).put("namespace", namespace);
    return new Manifest(id.in(namespace), apiVersion, Kept.of(changed), at, home, origin);
  }

  /** The same object with another home. */
  public Manifest withHome(String namespace) {
    return new Manifest(id, apiVersion, kept, at, namespace, origin);
  }

  /** The same object, made of what stands there. */
  public Manifest madeOf(Origin source) {
    return new Manifest(id, apiVersion, kept, at, home, source);
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
