package dev.tagboat.bot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line of {@code select --batch}: one question as a JSON object. */
final class SelectLine {
  private static final List<String> TEXTS =
      List.of("policy", "range", "allow", "ignore", "extract", "order", "current");
  private static final String TAGS = "tags";
  private static final String PRERELEASE = "prerelease";
  private static final String MINIMUM_AGE = "minimum-age";
  private static final String CREATED = "created";
  private static final String NOW = "now";
  private static final List<String> OTHERS = List.of(TAGS, PRERELEASE, MINIMUM_AGE, CREATED, NOW);

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode object;

  private SelectLine(JsonNode object) {
    this.object = object;
  }

  /**
   * @throws IllegalArgumentException when the line is no such object
   */
  static SelectQuery parse(String line, Clock clock) {
    SelectLine read = new SelectLine(object(line));
    read.object.fieldNames().forEachRemaining(SelectLine::refuseUnknown);
    return read.query(clock);
  }

  private SelectQuery query(Clock clock) {
    String now = text(NOW);
    return new SelectQuery(
        text("policy"),
        text("range"),
        text("allow"),
        text("ignore"),
        text("extract"),
        text("order"),
        text("current"),
        prerelease(),
        text(MINIMUM_AGE),
        tags(),
        created(),
        now == null ? clock.instant() : time(NOW, now));
  }

  private static JsonNode object(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // The parser has no other way to tell; a line may well repeat a key and be broken after it.
      if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field")) {
        throw new IllegalArgumentException("a key stands there twice", e);
      }
    }
    throw new IllegalArgumentException(
        "not a JSON object with " + String.join(", ", TEXTS) + ", " + String.join(", ", OTHERS));
  }

  private static void refuseUnknown(String key) {
    if (!TEXTS.contains(key) && !OTHERS.contains(key)) {
      refuse("unknown key " + Printable.quote(key));
    }
  }

  private @Nullable String text(String key) {
    JsonNode value = object.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      refuse(key + " must be a string");
    }
    return value.textValue();
  }

  private boolean prerelease() {
    JsonNode value = object.path(PRERELEASE);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      refuse(PRERELEASE + " must be true or false");
    }
    return value.booleanValue();
  }

  private List<String> tags() {
    JsonNode value = object.path(TAGS);
    List<String> texts = new ArrayList<>();
    if (!value.isMissingNode() && !value.isNull() && !value.isArray()) {
      refuse("tags must be a list of strings");
    }
    for (JsonNode tag : value) {
      if (!tag.isTextual()) {
        refuse("tags must be strings");
      }
      texts.add(tag.textValue());
    }
    return texts;
  }

  private Map<Tag, Instant> created() {
    JsonNode value = object.path(CREATED);
    Map<Tag, Instant> times = new HashMap<>();
    if (!value.isMissingNode() && !value.isNull() && !value.isObject()) {
      refuse("created must be an object of tags and times");
    }
    value
        .properties()
        .forEach(one -> times.put(new Tag(one.getKey()), time(CREATED, one.getValue().asText())));
    return times;
  }

  private static Instant time(String key, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          key + " must be a time such as 2024-05-31T10:20:30Z, not " + Printable.quote(text), e);
    }
  }

  private static void refuse(String why) {
    throw new IllegalArgumentException(why);
  }
}
