package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Labels and annotations of an object. */
public final class Marks {
  private Marks() {}

  /** The annotation, or else the label, of that key. */
  public static Optional<String> of(JsonNode object, String key) {
    return annotation(object, key).or(() -> label(object, key));
  }

  public static Optional<String> annotation(JsonNode object, String key) {
    return text(object.path("metadata").path("annotations").path(key));
  }

  public static Optional<String> label(JsonNode object, String key) {
    return text(object.path("metadata").path("labels").path(key));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }
}
