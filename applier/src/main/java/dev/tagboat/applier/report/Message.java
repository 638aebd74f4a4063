package dev.tagboat.applier.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tagboat.applier.apply.Action;
import dev.tagboat.applier.apply.Drifted;
import dev.tagboat.applier.apply.Result;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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
  private static final int IMAGES = 4_000;
  private static final int PROBLEMS = 50;
  private static final int LINES = 20;
  private static final int TEXT = 1_000;

  /**
   * Characters of all sentences and lines together, so that a server takes it, 2 MiB by default.
   */
  private static final int ALL = 150_000;

  /** Likewise of all images. */
  private static final int ALL_IMAGES = 1_400_000;

  /** What is left of each sentence when they are spent. */
  private static final int SHORT = 100;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private int leftOut;
  private int budget = ALL;

  private Message() {}

  static ObjectNode of(Report report, String cluster, Instant time) {
    return new Message().fill(report, cluster, time);
  }

  private ObjectNode fill(Report report, String cluster, Instant time) {
    // Bounded before it is written out: a report of everything can be larger than the memory.
    ObjectNode whole = JsonForm.of(bounded(report));
    json.put("version", VERSION)
        .put("cluster", cluster)
        .put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    json.set("revision", whole.get("revision"));
    json.put("objects", report.health().size());
    for (String list : List.of("changes", "health", "drift", "images", "problems")) {
      ArrayNode taken = json.putArray(list);
      int room = list.equals("images") ? ALL_IMAGES : Integer.MAX_VALUE;
      for (JsonNode entry : whole.path(list)) {
        JsonNode one = shortened(entry);
        room -= room == Integer.MAX_VALUE ? 0 : one.toString().length();
        if (room > 0) {
          taken.add(one);
        } else {
          leftOut++;
        }
      }
    }
    return json.put("leftOut", leftOut);
  }

  private Report bounded(Report report) {
    SortedMap<ObjectId, Health> health = new TreeMap<>();
    first(
            HEALTH,
            report.health().entrySet().stream()
                .filter(one -> one.getValue().state() != Health.State.CURRENT))
        .forEach(one -> health.put(one.getKey(), one.getValue()));
    return new Report(
        report.revision(),
        first(CHANGES, report.results().stream().filter(Message::isInteresting)).stream()
            .map(this::bounded)
            .toList(),
        health,
        first(DRIFT, report.drift().stream()).stream().map(this::bounded).toList(),
        first(IMAGES, report.images().stream()),
        first(PROBLEMS, report.problems().stream()));
  }

  private static boolean isInteresting(Result result) {
    return result.action() != Action.UNCHANGED || !result.warnings().isEmpty();
  }

  private Result bounded(Result one) {
    return new Result(
        one.id(),
        one.action(),
        one.reason(),
        first(LINES, one.changes().stream()),
        first(LINES, one.warnings().stream()));
  }

  private Drifted bounded(Drifted one) {
    return new Drifted(
        one.id(),
        one.origin(),
        one.healed(),
        one.reason(),
        one.hands(),
        first(LINES, one.changes().stream()));
  }

  private <T> List<T> first(int most, Stream<T> all) {
    List<T> taken = new ArrayList<>();
    all.forEach(
        one -> {
          if (taken.size() < most) {
            taken.add(one);
          } else {
            leftOut++;
          }
        });
    return taken;
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
      if (budget > 0) {
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
