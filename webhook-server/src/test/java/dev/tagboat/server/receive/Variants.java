package dev.tagboat.server.receive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * JSON with one place changed. JSON that stands inside of a string, in the open or as Base64, is
 * changed inside, too.
 */
final class Variants {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Variants() {}

  /** A change of a value; null takes it away. */
  interface Change extends UnaryOperator<@Nullable JsonNode> {}

  /** What strangers put where something else should be. */
  static List<Change> hostile() {
    List<Change> changes = new ArrayList<>();
    changes.add(value -> null);
    changes.add(value -> NODES.nullNode());
    changes.add(value -> NODES.numberNode(7));
    changes.add(value -> NODES.numberNode(-1e300));
    changes.add(value -> NODES.booleanNode(true));
    changes.add(value -> NODES.objectNode());
    changes.add(value -> NODES.arrayNode());
    changes.add(value -> NODES.textNode(""));
    changes.add(value -> NODES.textNode("\u0000\u202e\ud800\"\\\n<b>$(x)"));
    changes.add(value -> NODES.textNode("a-".repeat(20_000)));
    changes.add(value -> NODES.textNode("../../etc/passwd"));
    changes.add(value -> NODES.arrayNode().add(value));
    changes.add(value -> NODES.objectNode().set("x", value));
    changes.add(value -> deep(40));
    changes.add(value -> deep(90));
    changes.add(value -> many(value, 120));
    return changes;
  }

  private static JsonNode deep(int levels) {
    ArrayNode top = NODES.arrayNode();
    ArrayNode at = top;
    for (int i = 1; i < levels; i++) {
      at = at.addArray();
    }
    return top;
  }

  private static JsonNode many(@Nullable JsonNode value, int times) {
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < times; i++) {
      list.add(value);
    }
    return list;
  }

  /** Null when {@code body} is no JSON object or list. */
  static @Nullable JsonNode parse(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node != null && node.isContainerNode() ? node : null;
    } catch (IOException e) {
      return null;
    }
  }

  static byte[] bytes(JsonNode node) {
    return text(node).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many places there are to be changed. */
  static int places(JsonNode root) {
    Walk walk = new Walk(-1, value -> value);
    walk.walk(root.deepCopy());
    return walk.seen;
  }

  /** A copy with the place {@code index} changed. */
  static JsonNode changed(JsonNode root, int index, Change change) {
    JsonNode copy = root.deepCopy();
    new Walk(index, change).walk(copy);
    return copy;
  }

  /** Depth first through all members and elements. */
  private static final class Walk {
    private final int index;
    private final Change change;
    private int seen;

    Walk(int index, Change change) {
      this.index = index;
      this.change = change;
    }

    void walk(JsonNode node) {
      if (node instanceof ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
          JsonNode after = child(object.get(name));
          if (after == null) {
            object.remove(name);
          } else {
            object.set(name, after);
          }
        }
      } else if (node instanceof ArrayNode array) {
        for (int i = array.size() - 1; i >= 0; i--) {
          JsonNode after = child(array.get(i));
          if (after == null) {
            array.remove(i);
          } else {
            array.set(i, after);
          }
        }
      }
    }

    private @Nullable JsonNode child(JsonNode value) {
      if (seen++ == index) {
        return change.apply(value);
      }
      if (value instanceof TextNode text) {
        return inside(text);
      }
      walk(value);
      return value;
    }

    private JsonNode inside(TextNode text) {
      String value = text.textValue();
      JsonNode open = value.startsWith("{") ? parse(value.getBytes(StandardCharsets.UTF_8)) : null;
      // What begins an object, in Base64.
      JsonNode hidden = value.startsWith("ey") && !value.contains(".") ? decoded(value) : null;
      if (open != null) {
        walk(open);
        return NODES.textNode(text(open));
      }
      if (hidden != null) {
        walk(hidden);
        return NODES.textNode(Base64.getEncoder().encodeToString(bytes(hidden)));
      }
      return text;
    }

    private static @Nullable JsonNode decoded(String value) {
      try {
        return parse(Base64.getDecoder().decode(value));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
  }
}
