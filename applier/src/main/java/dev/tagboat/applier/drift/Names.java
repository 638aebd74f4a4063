package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Passwords that stand outside of Secrets, where their names say so: the {@code value} of an item
 * whose {@code name} has a word such as {@code PASSWORD} or {@code TOKEN} in it, as variables of
 * containers have, a text whose key ends with one, and options and URLs that carry one in any text.
 */
final class Names {
  private static final String MASK = "***";
  private static final String WORD =
      "pass(?:word|wd|phrase)|pwd|secret|token|credentials?|(?:api|access|private|encryption|"
          + "signing|license|auth)[-_.]?key";
  private static final Pattern NAME = Pattern.compile("(?i)" + WORD + "|dsn");
  private static final Pattern KEY = Pattern.compile("(?i).*(?:" + WORD + ")");

  // --db-password=x, PASSWORD=x, "token": "x"; not token-service:1.2, which is an image.
  private static final Pattern OPTION =
      Pattern.compile(
          "(?i)([\\w.-]*(?:"
              + WORD
              + ")[\\w.-]*(?:\\s*=\\s*|:\\s+|\\\\?[\"']\\s*:\\s*))"
              + "(?:\\\\?\"[^\"]*\"?|'[^']*'?|[^\\s,;&]+)");
  private static final Pattern HEADER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}");
  private static final Pattern USER = Pattern.compile("([a-zA-Z][\\w+.-]*://)[^\\s/@]+@");
  private static final Pattern BARE = Pattern.compile("(?i)--?[\\w-]*(?:" + WORD + ")");

  private Names() {}

  /** The value with stars for what should not be seen. */
  static JsonNode masked(JsonNode value) {
    return masked("", value);
  }

  /**
   * @param key what the value is the value of; empty for items of lists
   */
  static JsonNode masked(String key, JsonNode value) {
    if (value instanceof ObjectNode fields) {
      boolean named = isNamed(fields);
      ObjectNode copy = fields.objectNode();
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        boolean hidden = named && field.getKey().equals("value");
        copy.set(
            field.getKey(),
            hidden ? TextNode.valueOf(MASK) : masked(field.getKey(), field.getValue()));
      }
      return copy;
    }
    if (value instanceof ArrayNode items) {
      return items(items);
    }
    return value.isTextual() ? TextNode.valueOf(text(key, value.asText())) : value;
  }

  // Of an option and its value as two items, such as --token x.
  private static JsonNode items(ArrayNode items) {
    ArrayNode copy = items.arrayNode();
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      boolean hidden = isAfterOption(items, i) && item.isTextual();
      copy.add(hidden ? TextNode.valueOf(MASK) : masked("", item));
    }
    return copy;
  }

  /** Whether the item before says that this one is not to be seen. */
  static boolean isAfterOption(JsonNode items, int index) {
    JsonNode before = items.path(index - 1);
    return before.isTextual() && BARE.matcher(before.asText()).matches();
  }

  private static String text(String key, String text) {
    if (KEY.matcher(key).matches() && !text.isEmpty()) {
      return MASK;
    }
    String masked = HEADER.matcher(withoutUsers(text)).replaceAll("$1 ***");
    return OPTION.matcher(masked).replaceAll("$1***");
  }

  /** Without names and passwords in URLs. */
  static String withoutUsers(String text) {
    return USER.matcher(text).replaceAll("$1***@");
  }

  /** Whether its name says that its value is not to be seen. */
  static boolean isNamed(JsonNode item) {
    return item.path("name").isTextual() && NAME.matcher(item.path("name").asText()).find();
  }

  /** All texts in there that are not to be seen. */
  static Set<String> hidden(JsonNode value) {
    Set<String> texts = new TreeSet<>();
    hidden("", value, false, texts);
    texts.remove("");
    return texts;
  }

  private static void hidden(String key, JsonNode value, boolean named, Set<String> texts) {
    if (value.isValueNode() && (named || (value.isTextual() && KEY.matcher(key).matches()))) {
      texts.add(value.asText());
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      hidden("", value.get(i), isAfterOption(value, i), texts);
    }
    boolean says = isNamed(value);
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      hidden(field.getKey(), field.getValue(), says && field.getKey().equals("value"), texts);
    }
  }
}
