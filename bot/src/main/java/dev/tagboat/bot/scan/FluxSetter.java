package dev.tagboat.bot.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.bot.image.Printable;
import dev.tagboat.bot.yaml.Position;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of Flux's image policy setters (image-automation-controller, {@code
 * internal/update/setters.go}; kyaml, {@code fieldmeta}): the whole comment is one JSON object of
 * strings, with {@code "$imagepolicy": "namespace:name[:tag|name|digest]"} among its members, or
 * {@code "$ref": "#/definitions/io.k8s.cli.setters.namespace:name…"}. Exact and case-sensitive.
 */
record FluxSetter(String namespace, String name, @Nullable String part) {
  private static final String REFERENCE = "io.k8s.cli.setters.";
  private static final Pattern COMMENT = Pattern.compile("#+\\s*+(\\{.*\\})\\s*+");
  private static final Pattern VALUE =
      Pattern.compile("([^:\\s]+):([^:\\s]+)(?::(tag|name|digest))?");

  /** What a setter has in its text, and what it is misspelt as. */
  static final List<String> WORDS = List.of("imagepolicy", "magePolicy", "IMAGEPOLICY");

  private static final Pattern MEANT =
      Pattern.compile(
          "\\$imagepolicy|\\{[ \\t]*[\"']?\\$?imagepolicy[\"']?[ \\t]*:", Pattern.CASE_INSENSITIVE);

  private static final Pattern ODD =
      Pattern.compile(
          "^#+\\s*+\\{\"\\$imagepolicy\": *\"[^:\\s\"]+:[^:\\s\"]+:([^\"]*)\"\\}\\s*+$");

  /** Loading Jackson takes a while: most runs never need it. */
  private static final class Reader {
    static final ObjectMapper MAPPER =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  }

  static boolean mayBeIn(String text) {
    return WORDS.stream().anyMatch(text::contains) || text.contains(REFERENCE);
  }

  static Optional<FluxSetter> parse(String comment) {
    Matcher matcher = COMMENT.matcher(comment);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      JsonNode json = Reader.MAPPER.readTree(matcher.group(1));
      boolean strings =
          json.isObject() && json.properties().stream().allMatch(p -> p.getValue().isTextual());
      return strings ? value(json).flatMap(FluxSetter::of) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(JsonNode json) {
    JsonNode setter = json.path("$imagepolicy");
    if (setter.isTextual()) {
      return Optional.of(setter.textValue());
    }
    String reference = json.path("$ref").asText("");
    int at = reference.indexOf(REFERENCE);
    return reference.startsWith("#/definitions/") && at >= 0
        ? Optional.of(reference.substring(at + REFERENCE.length()))
        : Optional.empty();
  }

  private static Optional<FluxSetter> of(String value) {
    Matcher matcher = VALUE.matcher(value);
    return matcher.matches()
        ? Optional.of(new FluxSetter(matcher.group(1), matcher.group(2), matcher.group(3)))
        : Optional.empty();
  }

  /** Whether a comment means to be one; {@code comment} with its {@code #}. */
  static boolean isMeant(String comment) {
    return MEANT.matcher(comment).find();
  }

  /** Why a comment that means to be one is none. */
  static String trouble(String comment) {
    Matcher odd = ODD.matcher(comment);
    return odd.find()
        ? "this Flux setter has no effect: Flux knows no part "
            + Printable.quote(odd.group(1))
            + "; there are tag, name and digest"
        : "this Flux setter has no effect: the comment must be exactly"
            + " # {\"$imagepolicy\": \"namespace:policy[:tag|name|digest]\"}";
  }

  Hint.FluxMarker at(Position position) {
    return new Hint.FluxMarker(position, namespace, name, part);
  }
}
