package dev.tagboat.applier.render;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at the JSON Schemas of a chart, before the program sees them: Helm fetches what they refer
 * to, over HTTP, and from anywhere on the disk. Only what stands in the same file is let through.
 */
final class ValueSchemas {
  private static final String NAME = "values.schema.json";
  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final Pattern BUILT_IN =
      Pattern.compile("https?://json-schema\\.org/draft[-/][0-9-]+/schema#?");
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ValueSchemas() {}

  /**
   * @throws UserFault for the first reference to another file
   */
  static void check(String chart, List<SourceFile> everything) {
    for (SourceFile file : everything) {
      if (file.name().equals(NAME) && isIn(chart, file)) {
        check(file, read(file));
      }
    }
  }

  /** Whether it has dependencies whose schemas were not looked at. */
  static boolean isPacked(String chart, List<SourceFile> everything) {
    return everything.stream().anyMatch(f -> f.name().endsWith(".tgz") && isIn(chart, f));
  }

  private static boolean isIn(String chart, SourceFile file) {
    return chart.isEmpty() || file.path().startsWith(chart + "/");
  }

  private static JsonNode read(SourceFile file) {
    try {
      return MAPPER.readTree(file.bytes());
    } catch (IOException e) {
      throw new UserFault(file.path() + " is not JSON", e);
    }
  }

  private static void check(SourceFile file, JsonNode node) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String value = entry.getValue().asText();
      boolean elsewhere = REFERENCES.contains(entry.getKey()) && !value.startsWith("#");
      boolean unknown = entry.getKey().equals("$schema") && !BUILT_IN.matcher(value).matches();
      if (entry.getValue().isTextual() && (elsewhere || unknown)) {
        throw new UserFault(
            file.path()
                + ": "
                + entry.getKey()
                + " leads to "
                + RepoPath.shown(value)
                + ". Nothing is fetched from elsewhere while applying: put it into this file.");
      }
    }
    for (JsonNode child : node) {
      check(file, child);
    }
  }
}
