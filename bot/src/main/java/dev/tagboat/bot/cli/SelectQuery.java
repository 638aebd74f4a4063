package dev.tagboat.bot.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.policy.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question of {@code select}.
 *
 * @param policy by its key in {@code .tagboat.yaml}
 * @param order {@code asc} or {@code desc}; null is {@code asc}
 * @param tags texts that are no tag are passed over
 */
record SelectQuery(
    @Nullable String policy,
    @Nullable String range,
    @Nullable String allow,
    @Nullable String ignore,
    @Nullable String extract,
    @Nullable String order,
    @Nullable String current,
    List<String> tags) {

  SelectQuery {
    tags = List.copyOf(tags);
  }

  private static final List<String> TEXTS =
      List.of("policy", "range", "allow", "ignore", "extract", "order", "current");
  private static final String TAGS = "tags";

  /** Made only when a batch is read: its start-up takes longer than an answer. */
  private static final class Reader {
    private static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /**
   * @throws IllegalArgumentException when the line is not such an object
   */
  static SelectQuery parse(String line) {
    JsonNode object = object(line);
    object.fieldNames().forEachRemaining(SelectQuery::refuseUnknown);
    return new SelectQuery(
        text(object, "policy"),
        text(object, "range"),
        text(object, "allow"),
        text(object, "ignore"),
        text(object, "extract"),
        text(object, "order"),
        text(object, "current"),
        tags(object.path(TAGS)));
  }

  private static JsonNode object(String line) {
    try {
      JsonNode node = Reader.MAPPER.readTree(line);
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
        "not a JSON object with " + String.join(", ", TEXTS) + ", " + TAGS);
  }

  private static void refuseUnknown(String key) {
    if (!TEXTS.contains(key) && !key.equals(TAGS)) {
      refuse("unknown key " + Printable.quote(key));
    }
  }

  private static @Nullable String text(JsonNode object, String key) {
    JsonNode value = object.path(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      refuse(key + " must be a string");
    }
    return value.textValue();
  }

  private static List<String> tags(JsonNode value) {
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

  /**
   * @throws IllegalArgumentException when the policy is invalid, or not supported
   */
  Selection answer() {
    ImageRule rule = rule();
    ImagePolicy.invalidRange(rule).ifPresent(SelectQuery::refuse);
    ImagePolicy.notHonoured(rule)
        .ifPresent(key -> refuse(key + " is not supported by this version of Tagboat"));
    ImagePolicy honoured = isDescending() ? ImagePolicy.descending(rule) : ImagePolicy.of(rule);
    @Nullable Tag now = current == null ? null : new Tag(current);
    List<Tag> valid = tags.stream().flatMap(text -> Tag.parse(text).stream()).toList();
    return Selection.of(honoured, now, valid);
  }

  private ImageRule rule() {
    return new ImageRule(
        "**", kind(), range, allow, ignore, extract, false, Pin.KEEP, List.of(), null, null);
  }

  private PolicyKind kind() {
    if (policy == null) {
      throw new IllegalArgumentException("policy is missing");
    }
    return Arrays.stream(PolicyKind.values())
        .filter(kind -> kind.key().equals(policy.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no policy "
                        + Printable.quote(policy)
                        + "; there are "
                        + Arrays.stream(PolicyKind.values())
                            .map(PolicyKind::key)
                            .collect(Collectors.joining(", "))));
  }

  private boolean isDescending() {
    if (order == null || order.equals("asc")) {
      return false;
    }
    if (order.equals("desc")) {
      return true;
    }
    throw new IllegalArgumentException("order must be asc or desc");
  }

  private static void refuse(String why) {
    throw new IllegalArgumentException(why);
  }
}
