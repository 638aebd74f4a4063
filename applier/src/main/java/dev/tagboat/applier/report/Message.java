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

  /**
   * Characters of all sentences and lines together, so that a server takes it, 2 MiB by default.
   */
  private static final int ALL = 150_000;

  /** What is left of each sentence when they are spent. */
  private static final int SHORT = 100;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private int leftOut;
  private int budget = ALL;

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
    if (!value.isObject()) {
      return text(value);
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    value
        .properties()
        .forEach(
            field -> {
              JsonNode old = field.getValue();
              boolean told = field.getKey().equals("reason");
              object.set(field.getKey(), old.isArray() ? lines(old) : told ? text(old) : name(old));
            });
    return object;
  }

  private JsonNode lines(JsonNode all) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    for (JsonNode line : all) {
      if (lines.size() < LINES && budget > 0) {
        lines.add(text(line));
      } else {
        leftOut++;
      }
    }
    return lines;
  }

  private JsonNode text(JsonNode value) {
    String cut = cut(value.textValue(), Math.max(SHORT, Math.min(TEXT, budget)));
    budget -= cut.length();
    return TextNode.valueOf(cut);
  }

  // Names of objects and images would mean something else when they are cut.
  private static JsonNode name(JsonNode value) {
    return value.isTextual() ? TextNode.valueOf(cut(value.textValue(), TEXT)) : value;
  }

  private static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }
}
