package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What must never be shown. */
public final class Secrets {
  private static final List<String> HIDDEN = List.of("/data", "/stringData");

  private Secrets() {}

  public static boolean isSecret(JsonNode object) {
    return object.path("kind").asText().equals("Secret")
        && object.path("apiVersion").asText().equals("v1");
  }

  /** Whether the value at that JSON pointer of a Secret is part of its secrets. */
  static boolean isHidden(String path) {
    return HIDDEN.stream().anyMatch(hidden -> path.equals(hidden) || path.startsWith(hidden + "/"));
  }

  /** A whole Secret, or a part of one, with stars for its values. */
  static JsonNode masked(JsonNode object) {
    if (!object.isObject()) {
      return object;
    }
    ObjectNode copy = object.deepCopy();
    for (String key : new String[] {"data", "stringData"}) {
      if (copy.has(key)) {
        copy.put(key, "***");
      }
    }
    return copy;
  }
}
