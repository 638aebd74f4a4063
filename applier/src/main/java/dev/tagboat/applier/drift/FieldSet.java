package dev.tagboat.applier.drift;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fields in the form {@code FieldsV1} of managed fields: {@code f:name} a field, {@code k:{…}} the
 * item of a list with these keys, {@code v:…} the item of a set, {@code i:…} an index, {@code .}
 * the thing itself.
 */
public final class FieldSet {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FieldSet() {}

  /** The values of those fields, in the shape of {@code fields}. */
  public static ObjectNode values(JsonNode object, JsonNode fields) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String step = field.getKey();
      if (!step.equals(".")) {
        JsonNode value = child(object, step);
        boolean leaf = isLeaf(field.getValue());
        JsonNode inner = value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
        values.set(step, leaf ? inner : values(value, field.getValue()));
      }
    }
    return values;
  }

  /** That part of {@code object} which consists of those fields; lists and sets as a whole. */
  static JsonNode project(JsonNode object, JsonNode fields) {
    boolean plain =
        fields.properties().stream()
            .allMatch(field -> field.getKey().startsWith("f:") || field.getKey().equals("."));
    if (isLeaf(fields) || !plain || !object.isObject()) {
      return object.deepCopy();
    }
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String name = field.getKey().substring(Math.min(2, field.getKey().length()));
      if (object.has(name)) {
        part.set(name, project(object.path(name), field.getValue()));
      }
    }
    return part;
  }

  /** Takes these fields out of {@code object}. */
  public static void remove(JsonNode object, JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String step = field.getKey();
      if (!isLeaf(field.getValue())) {
        remove(child(object, step), field.getValue());
      } else if (object instanceof ObjectNode parent && step.startsWith("f:")) {
        parent.remove(step.substring(2));
      }
    }
  }

  /** Both sets in one. */
  public static ObjectNode union(JsonNode one, JsonNode other) {
    ObjectNode union = one.isObject() ? one.deepCopy() : JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : other.properties()) {
      union.set(field.getKey(), union(union.path(field.getKey()), field.getValue()));
    }
    return union;
  }

  /** The fields of one set that the other does not have. */
  public static ObjectNode minus(JsonNode one, JsonNode other) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : one.properties()) {
      JsonNode same = other.path(field.getKey());
      if (same.isMissingNode()) {
        rest.set(field.getKey(), field.getValue());
      } else if (!isLeaf(field.getValue())) {
        ObjectNode inner = minus(field.getValue(), same);
        if (!inner.isEmpty()) {
          rest.set(field.getKey(), inner);
        }
      }
    }
    return rest;
  }

  /** The fields as JSON pointers, for people. */
  public static List<String> leaves(JsonNode fields) {
    List<String> leaves = new ArrayList<>();
    leaves(fields, "", leaves);
    return leaves;
  }

  private static void leaves(JsonNode fields, String path, List<String> leaves) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String step = field.getKey();
      if (step.equals(".")) {
        continue;
      }
      String name = step.startsWith("f:") ? "/" + step.substring(2) : "[" + step.substring(2) + "]";
      if (isLeaf(field.getValue())) {
        leaves.add(path + name);
      } else {
        leaves(field.getValue(), path + name, leaves);
      }
    }
  }

  private static boolean isLeaf(JsonNode fields) {
    return fields.isEmpty() || (fields.size() == 1 && fields.has("."));
  }

  private static JsonNode child(JsonNode object, String step) {
    String rest = step.substring(Math.min(2, step.length()));
    return switch (step.substring(0, Math.min(2, step.length()))) {
      case "f:" -> object.path(rest);
      case "i:" -> object.path(Integer.parseInt(rest));
      case "k:" -> item(object, json(rest), true);
      case "v:" -> item(object, json(rest), false);
      default -> MissingNode.getInstance();
    };
  }

  private static JsonNode item(JsonNode list, JsonNode wanted, boolean byKeys) {
    if (list instanceof ArrayNode items) {
      for (JsonNode item : items) {
        boolean found =
            byKeys
                ? wanted.properties().stream()
                    .allMatch(key -> same(item.path(key.getKey()), key.getValue()))
                : same(item, wanted);
        if (found) {
          return item;
        }
      }
    }
    return MissingNode.getInstance();
  }

  // Numbers may be of another width. Port keys default to TCP where the item says nothing.
  private static boolean same(JsonNode value, JsonNode wanted) {
    return value.isMissingNode()
        ? wanted.asText().equals("TCP")
        : value.asText().equals(wanted.asText())
            && value.isContainerNode() == wanted.isContainerNode();
  }

  private static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
