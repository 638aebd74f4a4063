package dev.tagboat.bot.forge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One described operation.
 *
 * @param pointer where it stands in the description, as a JSON pointer
 */
record Operation(String method, String template, String pointer, JsonNode node, Pattern path) {
  /** Parameters whose value may hold slashes. */
  private static final Set<String> DEEP = Set.of("ref", "path", "branch", "basehead", "name");

  static Operation of(String method, String template, String pointer, JsonNode node) {
    StringBuilder regex = new StringBuilder();
    for (String segment : template.substring(1).split("/", -1)) {
      regex.append('/').append(pattern(segment));
    }
    return new Operation(method, template, pointer, node, Pattern.compile(regex.toString()));
  }

  private static String pattern(String segment) {
    if (!segment.startsWith("{")) {
      return Pattern.quote(segment);
    }
    return DEEP.contains(segment.substring(1, segment.length() - 1)) ? ".+" : "[^/]+";
  }

  boolean matches(String otherMethod, String encodedPath) {
    return method.equals(otherMethod) && path.matcher(encodedPath).matches();
  }

  /** Characters that are not parameters: of two operations that match, the longer is meant. */
  int literals() {
    return template.replaceAll("\\{[^}]*\\}", "").length();
  }

  boolean knowsQuery(String name) {
    for (JsonNode parameter : node.path("parameters")) {
      if (parameter.path("in").asText().equals("query")
          && parameter.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return method + " " + template;
  }
}
