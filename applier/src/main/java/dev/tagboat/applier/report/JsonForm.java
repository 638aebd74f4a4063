package dev.tagboat.applier.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Drifted;
import dev.tagboat.applier.apply.Result;
import dev.tagboat.applier.apply.RunningImage;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Change;
import dev.tagboat.applier.health.Health;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A report as JSON, for {@code -o json}; {@link Message} makes the server's of it. */
public final class JsonForm {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonForm() {}

  /**
   * {@code revision}, {@code changes}, {@code health}, {@code drift}, {@code images}, {@code
   * problems}; absent parts are null or empty.
   */
  public static ObjectNode of(Report report) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("revision", report.revision().orElse(null));
    ArrayNode changes = json.putArray("changes");
    report.results().forEach(result -> changes.add(result(result)));
    ArrayNode health = json.putArray("health");
    report.health().forEach((id, state) -> health.add(health(id, state)));
    ArrayNode drift = json.putArray("drift");
    report.drift().forEach(drifted -> drift.add(drifted(drifted)));
    ArrayNode images = json.putArray("images");
    report.images().forEach(image -> images.add(image(image)));
    ArrayNode problems = json.putArray("problems");
    report.problems().forEach(problems::add);
    return json;
  }

  private static ObjectNode result(Result result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", result.id().toString())
        .put("action", result.action().word())
        .put("reason", result.reason());
    if (!result.changes().isEmpty()) {
      json.set("diff", diff(result.changes()));
    }
    if (!result.warnings().isEmpty()) {
      ArrayNode warnings = json.putArray("warnings");
      result.warnings().forEach(warnings::add);
    }
    return json;
  }

  private static ObjectNode health(ObjectId id, Health health) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id.toString())
        .put("status", word(health))
        .put("reason", health.sentence());
  }

  private static String word(Health health) {
    return health.state().name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode drifted(Drifted drifted) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", drifted.id().toString())
        .put("healed", drifted.healed())
        .put("reason", drifted.reason())
        .put("file", drifted.origin().file());
    drifted.origin().line().ifPresent(line -> json.put("line", line));
    ArrayNode by = json.putArray("by");
    drifted.hands().managers().forEach(by::add);
    drifted.hands().at().ifPresent(at -> json.put("changed", seconds(at)));
    json.set("diff", diff(drifted.changes()));
    return json;
  }

  private static ObjectNode image(RunningImage image) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("image", image.name())
        .put("tag", image.tag().orElse(null))
        .put("digest", image.digest().orElse(null))
        .put("object", image.object().toString())
        .put("container", image.container())
        .put("ready", image.ready().isEmpty() ? null : image.ready())
        .put("state", word(image.health()))
        .put("reason", image.health().sentence())
        .put("deadline", image.deadline().map(JsonForm::seconds).orElse(null));
  }

  private static String seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ArrayNode diff(List<Change> changes) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    changes.forEach(change -> lines.add(change.line()));
    return lines;
  }

  /** On several lines, for people too. */
  public static String text(Report report) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(report));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }
}
