package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;

/** What must never be shown. */
public final class Secrets {
  private static final List<String> HIDDEN = List.of("/data", "/stringData");

  private static final int SHORT = 4;

  private Secrets() {}

  public static boolean isSecret(JsonNode object) {
    return object.path("kind").asText().equals("Secret")
        && object.path("apiVersion").asText().equals("v1");
  }

  /**
   * What somebody says of an object, without what should not be seen of it.
   *
   * @param object no Secret; of these, nothing that anybody says may be told
   */
  public static String without(JsonNode object, String text) {
    String masked = Names.withoutUsers(text);
    for (String hidden : Names.hidden(object)) {
      String escaped = TextNode.valueOf(hidden).toString();
      for (String form : List.of(hidden, escaped.substring(1, escaped.length() - 1))) {
        String word = form.length() < SHORT ? "(?<!\\w)" + Pattern.quote(form) + "(?!\\w)" : "";
        masked = word.isEmpty() ? masked.replace(form, "***") : masked.replaceAll(word, "***");
      }
    }
    return masked;
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
