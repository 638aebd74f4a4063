package dev.tagboat.bot.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A place of an image in objects of some kind.
 *
 * @param kind the {@code kind} of the objects; null for any document
 * @param path from the root of the document, such as {@code jobs[*].img}: keys, with quotes where
 *     they hold other signs, {@code *} for every key, {@code [0]} and {@code [*]} for items
 * @param keys for a place split over keys of the mapping at the path: which key plays {@code
 *     registry}, {@code repository}, {@code tag}, {@code digest}; empty for a whole reference in
 *     one text
 */
public record FieldRule(
    @Nullable String kind, @JsonProperty(required = true) String path, Map<String, String> keys) {
  private static final Set<String> ROLES = Set.of("registry", "repository", "tag", "digest");

  /**
   * @throws IllegalArgumentException for a path or role that is none
   */
  public FieldRule {
    keys = keys == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(keys));
    String part = "(?:\"[^\"]+\"|[^.\\[\\]\"]+)(?:\\[(?:\\*|[0-9]{1,6})\\])*";
    new Checks()
        .matches("path", path, part + "(?:\\." + part + ")*", "spec.containers[*].image")
        .refuse(
            !ROLES.containsAll(keys.keySet()),
            "keys may name registry, repository, tag and digest only",
            "keys")
        .refuse(
            !keys.isEmpty() && !keys.containsKey("repository"),
            "keys must name the repository too: a tag alone does not tell its image",
            "keys")
        .done();
  }
}
