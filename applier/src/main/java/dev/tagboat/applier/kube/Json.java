package dev.tagboat.applier.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.fault.TransientFault;
import java.io.IOException;
import java.util.function.Consumer;

/** Bytes to trees and back. */
final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /**
   * @throws TransientFault when the answer is no JSON object: it was cut off
   */
  static ObjectNode object(byte[] bytes) {
    if (lenient(bytes) instanceof ObjectNode object) {
      return object;
    }
    throw notObject();
  }

  /**
   * Reads a list item by item, so that there is one of them at a time.
   *
   * @return the list's metadata
   * @throws TransientFault when it is not a whole list: it was cut off
   */
  static JsonNode list(byte[] bytes, Consumer<ObjectNode> each) {
    JsonNode metadata = MissingNode.getInstance();
    try (JsonParser parser = MAPPER.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw notObject();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        boolean items = parser.nextToken() == JsonToken.START_ARRAY && key.equals("items");
        if (items) {
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.accept(MAPPER.readTree(parser));
          }
        } else if (key.equals("metadata")) {
          metadata = MAPPER.readTree(parser);
        } else {
          parser.skipChildren();
        }
      }
      return metadata;
    } catch (IOException e) {
      throw notObject();
    }
  }

  private static TransientFault notObject() {
    return new TransientFault("the API server answered with something that is no JSON object");
  }

  /** A missing node for what is no JSON. */
  static JsonNode lenient(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      return node == null ? MissingNode.getInstance() : node;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory cannot fail to be written", e);
    }
  }
}
