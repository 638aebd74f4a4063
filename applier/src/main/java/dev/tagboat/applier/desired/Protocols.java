package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Writes out that a port without a protocol means TCP. The protocol is part of the key of such a
 * list; servers before 1.23 refuse to apply one without it, newer ones add the same value.
 */
final class Protocols {
  private static final Set<String> GROUPS = Set.of("", "apps", "batch");
  private static final List<List<String>> POD_SPECS =
      List.of(
          List.of("spec"),
          List.of("spec", "template", "spec"),
          List.of("spec", "jobTemplate", "spec", "template", "spec"));

  private Protocols() {}

  static void fill(ObjectId id, ObjectNode object) {
    if (!GROUPS.contains(id.group())) {
      return;
    }
    if (id.kind().equals("Service")) {
      ports(object.path("spec"));
      return;
    }
    for (List<String> path : POD_SPECS) {
      JsonNode spec = object;
      for (String key : path) {
        spec = spec.path(key);
      }
      spec.path("containers").forEach(Protocols::ports);
      spec.path("initContainers").forEach(Protocols::ports);
    }
  }

  private static void ports(JsonNode owner) {
    for (JsonNode port : owner.path("ports")) {
      if (port instanceof ObjectNode fields && !fields.has("protocol")) {
        fields.put("protocol", "TCP");
      }
    }
  }
}
