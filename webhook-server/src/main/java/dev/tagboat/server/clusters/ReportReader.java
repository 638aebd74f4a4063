package dev.tagboat.server.clusters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.server.receive.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads reports of appliers, older or newer than this server: exactly what {@code
 * report.schema.json} allows. What is not known is left out; a greater {@code version} says that it
 * may not be.
 */
public final class ReportReader {
  private static final int VERSION = 1;
  private static final int TEXT = 1_000;
  private static final int LINES = 20;
  private static final Pattern CLUSTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern WORD = Pattern.compile("[a-z_]{1,32}");
  private static final Pattern READY = Pattern.compile("[0-9]{1,19}/[0-9]{1,19}");

  private ReportReader() {}

  /** A report, or why it is none. */
  public sealed interface Reading {
    /** It could be read. */
    record Good(ClusterReport report) implements Reading {}

    /**
     * @param reason a sentence for the sender that quotes nothing of what it sent
     */
    record Bad(String reason) implements Reading {}
  }

  private static final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Misfit(String reason) {
      super(reason, null, false, false);
    }
  }

  public static Reading read(byte[] body) {
    try {
      return new Reading.Good(report(Json.object(body)));
    } catch (Json.Malformed e) {
      return new Reading.Bad(e.reason());
    } catch (Misfit e) {
      return new Reading.Bad(e.getMessage() + "; see /api/v1/report.schema.json");
    }
  }

  private static ClusterReport report(JsonNode json) {
    if (number(json, "version", 1, 1_000_000) > VERSION) {
      throw new Misfit(
          "the report is of a newer version than this server reads ("
              + VERSION
              + "): update the server to at least the version of the applier");
    }
    return new ClusterReport(
        matching(json, "cluster", CLUSTER),
        realTime(json, "time"),
        matchingOrNull(json, "revision", COMMIT),
        json.has("objects") ? number(json, "objects", 0, 1_000_000) : 0,
        list(json, "changes", 300, ReportReader::change),
        list(json, "health", 300, ReportReader::health),
        list(json, "drift", 100, ReportReader::drift),
        list(json, "images", 4_000, ReportReader::image),
        list(json, "problems", 50, ReportReader::text),
        json.has("leftOut") ? number(json, "leftOut", 0, 1_000_000_000) : 0);
  }

  private static ClusterReport.Change change(JsonNode json, String at) {
    return new ClusterReport.Change(
        id(json, "id"),
        matching(json, "action", WORD),
        text(json.path("reason"), at + ".reason"),
        json.has("diff") ? lines(json, "diff") : List.of(),
        json.has("warnings") ? lines(json, "warnings") : List.of());
  }

  private static ClusterReport.Health health(JsonNode json, String at) {
    return new ClusterReport.Health(
        id(json, "id"), matching(json, "status", WORD), text(json.path("reason"), at + ".reason"));
  }

  private static ClusterReport.Drift drift(JsonNode json, String at) {
    if (!json.path("healed").isBoolean()) {
      throw new Misfit("'healed' must be true or false");
    }
    return new ClusterReport.Drift(
        id(json, "id"),
        json.path("healed").booleanValue(),
        text(json.path("reason"), at + ".reason"),
        json.has("file") ? origin(json) : null,
        json.has("by") ? lines(json, "by") : List.of(),
        json.has("changed") ? realTime(json, "changed").toString() : null,
        lines(json, "diff"));
  }

  private static ClusterReport.Origin origin(JsonNode json) {
    return new ClusterReport.Origin(
        text(json.path("file"), "file"),
        json.has("line") ? number(json, "line", 1, 1_000_000_000) : null);
  }

  private static ClusterReport.Image image(JsonNode json, String at) {
    return new ClusterReport.Image(
        id(json, "image"),
        textOrNull(json, "tag"),
        textOrNull(json, "digest"),
        id(json, "object"),
        text(json.path("container"), at + ".container"),
        matchingOrNull(json, "ready", READY),
        matching(json, "state", WORD),
        json.has("reason") ? text(json.path("reason"), at + ".reason") : "",
        json.has("deadline") ? matchingOrNull(json, "deadline", TIME) : null);
  }

  private static int number(JsonNode json, String key, int least, int most) {
    JsonNode value = json.path(key);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      throw new Misfit("'" + key + "' must be a whole number from " + least + " to " + most);
    }
    return value.intValue();
  }

  private static Instant realTime(JsonNode json, String key) {
    try {
      return Instant.parse(matching(json, key, TIME));
    } catch (DateTimeException e) {
      throw new Misfit("'" + key + "' is no time that there is");
    }
  }

  private static String matching(JsonNode json, String key, Pattern pattern) {
    JsonNode value = json.path(key);
    if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
      throw new Misfit("'" + key + "' must be a text like " + pattern.pattern());
    }
    return value.textValue();
  }

  private static @Nullable String matchingOrNull(JsonNode json, String key, Pattern pattern) {
    return json.path(key).isNull() ? null : matching(json, key, pattern);
  }

  private static String text(JsonNode value, String at) {
    if (!value.isTextual() || isLong(value.textValue())) {
      throw new Misfit("'" + at + "' must be a text of at most " + TEXT + " characters");
    }
    return value.textValue();
  }

  private static boolean isLong(String text) {
    return text.codePointCount(0, text.length()) > TEXT;
  }

  private static @Nullable String textOrNull(JsonNode json, String key) {
    return json.path(key).isNull() ? null : text(json.path(key), key);
  }

  private static String id(JsonNode json, String key) {
    String id = text(json.path(key), key);
    if (id.isEmpty()) {
      throw new Misfit("'" + key + "' must not be empty");
    }
    return id;
  }

  private static List<String> lines(JsonNode json, String key) {
    return list(json, key, LINES, ReportReader::text);
  }

  private static <T> List<T> list(
      JsonNode json, String key, int most, BiFunction<JsonNode, String, T> each) {
    JsonNode array = json.path(key);
    if (!array.isArray() || array.size() > most) {
      throw new Misfit("'" + key + "' must be a list of at most " + most);
    }
    List<T> values = new ArrayList<>();
    for (JsonNode value : array) {
      values.add(each.apply(value, key));
    }
    return values;
  }
}
