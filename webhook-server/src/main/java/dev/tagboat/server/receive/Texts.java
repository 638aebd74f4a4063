package dev.tagboat.server.receive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A value that may be one string or a list of them. */
final class Texts {
  private static final int MAX = 10_000;

  private Texts() {}

  /** Empty when it is neither, or holds anything else. */
  static List<String> of(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode text : node.isArray() && node.size() <= MAX ? node : List.<JsonNode>of()) {
      if (!text.isTextual()) {
        return List.of();
      }
      texts.add(text.textValue());
    }
    return List.copyOf(texts);
  }
}
