package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/** What a server refuses, and what it adds. */
final class Admission {
  private static final Set<String> SERVICE = Set.of("ports", "selector", "type", "clusterIP");

  private Admission() {}

  static void check(JsonNode wish) {
    if (wish.path("kind").asText().equals("Service")) {
      for (Map.Entry<String, JsonNode> field : wish.path("spec").properties()) {
        if (!SERVICE.contains(field.getKey())) {
          throw new Refusal(
              500,
              "",
              "failed to create typed patch object: .spec."
                  + field.getKey()
                  + ": field not declared in schema");
        }
      }
    }
  }

  static void refuseImmutable(JsonNode before, JsonNode after) {
    if (before.path("immutable").asBoolean() && !before.path("data").equals(after.path("data"))) {
      throw new Refusal(
          422,
          "Invalid",
          after.path("kind").asText()
              + " \""
              + after.path("metadata").path("name").asText()
              + "\" is invalid: data: Forbidden: field is immutable when `immutable` is set");
    }
  }

  /** The status that controllers would write. */
  static void completed(ObjectNode object) {
    if (object.path("kind").asText().equals("CustomResourceDefinition")) {
      ArrayNode conditions = object.withObjectProperty("status").putArray("conditions");
      conditions.addObject().put("type", "NamesAccepted").put("status", "True");
      conditions.addObject().put("type", "Established").put("status", "True");
    }
    if (object.path("kind").asText().equals("Namespace")) {
      object.withObjectProperty("status").put("phase", "Active");
    }
  }
}
