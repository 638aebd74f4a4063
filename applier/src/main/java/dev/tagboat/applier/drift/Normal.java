package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** An object without what the server alone writes, so that two states can be compared. */
public final class Normal {
  private static final List<String> SERVER_SET =
      List.of(
          "managedFields", "resourceVersion", "uid", "generation", "creationTimestamp", "selfLink");

  /** kubectl's copy of what it applied; it would show the values of Secrets. */
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private Normal() {}

  /** A copy; a missing node stays one. */
  public static JsonNode of(JsonNode object) {
    if (!object.isObject()) {
      return object;
    }
    ObjectNode copy = object.deepCopy();
    copy.remove("status");
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SERVER_SET);
      if (metadata.get("annotations") instanceof ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
        if (annotations.isEmpty()) {
          metadata.remove("annotations");
        }
      }
    }
    return copy;
  }
}
