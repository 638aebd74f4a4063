package dev.tagboat.applier.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.inventory.Hash;

/**
 * What of an object's metadata tells that it was changed, and not only its status: controllers
 * write that all the time.
 */
final class Sight {
  private Sight() {}

  /** Equal for two states of an object between which only its status changed. */
  static String of(JsonNode metadata) {
    if (!metadata.has("generation")) {
      return metadata.path("resourceVersion").asText();
    }
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    for (String key : new String[] {"uid", "generation", "labels", "annotations", "finalizers"}) {
      seen.set(key, metadata.path(key));
    }
    ArrayNode managers = seen.putArray("managers");
    for (JsonNode entry : metadata.path("managedFields")) {
      JsonNode fields = entry.path("fieldsV1").deepCopy();
      if (fields instanceof ObjectNode object) {
        object.remove("f:status");
      }
      if (!fields.isEmpty()) {
        managers.add(entry.path("manager")).add(entry.path("operation")).add(fields);
      }
    }
    return Hash.of(seen);
  }
}
