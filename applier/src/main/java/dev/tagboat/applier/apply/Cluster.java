package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.ObjectId;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The cluster's API. Each call tries again where time may help, and then throws a {@link
 * dev.tagboat.applier.fault.TransientFault}; reading what may not be read throws a {@link
 * dev.tagboat.applier.fault.UserFault}.
 */
public interface Cluster {
  /** Empty when the cluster has no such kind; remembered until {@link #forgetKinds}. */
  Optional<Kind> kind(String apiVersion, String name);

  /** After definitions have changed. */
  void forgetKinds();

  Optional<ObjectNode> get(Kind kind, ObjectId id);

  /**
   * All objects of a kind that carry a label, page by page.
   *
   * @param namespace empty for all of them
   * @param selector such as {@code key=value}
   */
  void list(Kind kind, String namespace, String selector, Consumer<Listed> each);

  /** Server-side apply. */
  Answer apply(Kind kind, ObjectId id, JsonNode body, Write write);

  /**
   * A JSON patch (RFC 6902).
   *
   * @param manager the field manager
   */
  Answer patch(Kind kind, ObjectId id, JsonNode patch, String manager);

  /** Deletes the object only if it has that UID, and what it owns in the background. */
  Answer delete(Kind kind, ObjectId id, String uid);

  /** Whether our account may do that (a SelfSubjectAccessReview; it changes nothing). */
  boolean may(Right right);
}
