package dev.tagboat.applier.desired;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads JSON strictly: a repeated key is an error; several documents may follow each other. */
final class JsonReader {
  private static final int MAX_DEPTH = 50;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private JsonReader() {}

  /**
   * Whether the text is meant as JSON, by the rule of kubectl: its first character. What is no
   * ASCII before that is a byte order mark.
   */
  static boolean isJson(byte[] text) {
    int at = 0;
    while (at < text.length && (text[at] < 0 || Character.isWhitespace(text[at]))) {
      at++;
    }
    return at < text.length && text[at] == '{';
  }

  static List<YamlReader.Document> read(String file, String text) throws Unreadable {
    List<YamlReader.Document> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> values = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      while (values.hasNextValue()) {
        JsonLocation at = values.getCurrentLocation();
        Place place = new Place(file, at.getLineNr(), Math.max(1, at.getColumnNr() - 1));
        documents.add(new YamlReader.Document(place, narrowed(values.nextValue())));
      }
      return documents;
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      throw new Unreadable(
          at == null
              ? new Place(file, 1, 1)
              : new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr())),
          "this is not JSON" + Wording.json(String.valueOf(e.getOriginalMessage())));
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory cannot fail to be read", e);
    }
  }

  // The same numbers as from YAML, so that both forms of a manifest have one hash.
  private static JsonNode narrowed(JsonNode node) {
    if (node instanceof ObjectNode fields) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        field.setValue(narrowed(field.getValue()));
      }
    } else if (node instanceof ArrayNode items) {
      for (int i = 0; i < items.size(); i++) {
        items.set(i, narrowed(items.get(i)));
      }
    } else if (node.isNumber()) {
      return Scalars.plain(node.asText()).orElse(TextNode.valueOf(node.asText()));
    }
    return node;
  }
}
