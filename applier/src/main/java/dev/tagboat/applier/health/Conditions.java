package dev.tagboat.applier.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** The conditions in an object's status. */
record Conditions(JsonNode object) {
  private Optional<JsonNode> find(String type) {
    for (JsonNode condition : object.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(condition);
      }
    }
    return Optional.empty();
  }

  boolean is(String type, String status) {
    return find(type).filter(c -> c.path("status").asText().equals(status)).isPresent();
  }

  boolean has(String type) {
    return find(type).isPresent();
  }

  String reason(String type) {
    return find(type).map(c -> c.path("reason").asText()).orElse("");
  }

  /** The reason and the message of a condition, for a sentence. */
  String text(String type) {
    return find(type)
        .map(c -> c.path("reason").asText() + ": " + c.path("message").asText())
        .orElse(type);
  }
}
