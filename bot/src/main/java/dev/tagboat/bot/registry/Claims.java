package dev.tagboat.bot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.image.ImageEvidence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Annotations and labels that tell where an image comes from (OCI image-spec "annotations.md"), and
 * in labels their older names (the same, "Back-compatibility with Label Schema").
 */
final class Claims {
  static final String PREFIX = "org.opencontainers.image.";

  private static final int MAX_VALUE = 512;
  private static final Map<String, String> OLD =
      Map.of(
          "title", "org.label-schema.name",
          "source", "org.label-schema.vcs-url",
          "revision", "org.label-schema.vcs-ref",
          "version", "org.label-schema.version",
          "created", "org.label-schema.build-date",
          "url", "org.label-schema.url");

  private Claims() {}

  static Map<String, String> annotations(JsonNode from) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : ImageEvidence.CLAIMS) {
      text(from, PREFIX + name).ifPresent(value -> found.put(name, value));
    }
    return found;
  }

  static Map<String, String> labels(JsonNode from) {
    Map<String, String> found = annotations(from);
    OLD.forEach((name, old) -> text(from, old).ifPresent(value -> found.putIfAbsent(name, value)));
    return found;
  }

  private static Optional<String> text(JsonNode from, String key) {
    return Optional.of(from.path(key).asText("").strip()).filter(Claims::isShowable);
  }

  /** Whether people can be shown it as it is: not too long, on one line, nothing invisible. */
  static boolean isShowable(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_VALUE
        && text.codePoints().noneMatch(Claims::isHidden);
  }

  private static boolean isHidden(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
