package dev.tagboat.applier.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A report as the server takes it: what {@link JsonForm} says, with {@code version}, {@code
 * cluster}, {@code time} and the number of objects, but without those of which there is nothing to
 * say. It is bounded, however large the cluster: {@code leftOut} counts what did not fit. The
 * server publishes its schema, and a test here holds this to it.
 */
final class Message {
  /** Grows when a reader of the old form would misunderstand the new one. */
  static final int VERSION = 1;

  private static final int CHANGES = 300;
  private static final int HEALTH = 300;
  private static final int DRIFT = 100;
  private static final int IMAGES = 1_000;
  private static final int PROBLEMS = 50;
  private static final int LINES = 20;
  private static final int TEXT = 1_000;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private int leftOut;

  private Message() {}

  static ObjectNode of(Report report, String cluster, Instant time) {
    return new Message().fill(JsonForm.of(report), cluster, time);
  }

  private ObjectNode fill(ObjectNode whole, String cluster, Instant time) {
    json.put("version", VERSION)
        .put("cluster", cluster)
        .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    json.set("revision", whole.get("revision"));
    json.put("objects", whole.path("health").size());
    take(whole, "changes", "action", "unchanged", CHANGES);
    take(whole, "health", "status", "current", HEALTH);
    take(whole, "drift", "", "", DRIFT);
    take(whole, "images", "", "", IMAGES);
    take(whole, "problems", "", "", PROBLEMS);
    return json.put("leftOut", leftOut);
  }

  private void take(ObjectNode from, String list, String key, String uninteresting, int most) {
    ArrayNode taken = json.putArray(list);
    for (JsonNode entry : from.path(list)) {
      boolean interesting =
          key.isEmpty() || !entry.path(key).asText().equals(uninteresting) || entry.has("warnings");
      if (interesting && taken.size() < most) {
        taken.add(shortened(entry));
      } else if (interesting) {
        leftOut++;
      }
    }
  }

  private JsonNode shortened(JsonNode value) {
    if (value.isTextual()) {
      return TextNode.valueOf(cut(value.textValue()));
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(field -> object.set(field.getKey(), shortened(field.getValue())));
      return object;
    }
    if (value.isArray()) {
      ArrayNode lines = JsonNodeFactory.instance.arrayNode();
      value.forEach(
          line -> {
            if (lines.size() < LINES) {
              lines.add(shortened(line));
            } else {
              leftOut++;
            }
          });
      return lines;
    }
    return value;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, TEXT - 1)) + "…";
  }
}
