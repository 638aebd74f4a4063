package dev.tagboat.applier.kube.fake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Sets of fields, as paths; lists are one field each, as in kinds without a schema. */
final class Fields {
  /** What nobody owns. */
  private static final Set<String> FREE =
      Set.of(
          "/apiVersion",
          "/kind",
          "/metadata/name",
          "/metadata/namespace",
          "/metadata/uid",
          "/metadata/resourceVersion",
          "/metadata/generation",
          "/metadata/creationTimestamp",
          "/metadata/deletionTimestamp",
          "/metadata/managedFields");

  private Fields() {}

  static Set<String> of(JsonNode object) {
    Set<String> paths = new TreeSet<>();
    collect(object, "", paths);
    return paths;
  }

  private static void collect(JsonNode node, String path, Set<String> paths) {
    if (FREE.contains(path)) {
      return;
    }
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        collect(field.getValue(), path + "/" + escaped(field.getKey()), paths);
      }
    } else if (!path.isEmpty()) {
      paths.add(path);
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static List<String> keys(String path) {
    List<String> keys = new ArrayList<>();
    for (JsonPointer at = JsonPointer.compile(path); !at.matches(); at = at.tail()) {
      keys.add(at.getMatchingProperty());
    }
    return keys;
  }

  static JsonNode get(JsonNode object, String path) {
    JsonNode node = object;
    for (String key : keys(path)) {
      node = node.isObject() ? node.path(key) : MissingNode.getInstance();
    }
    return node;
  }

  static void set(ObjectNode object, String path, JsonNode value) {
    List<String> keys = keys(path);
    ObjectNode parent = object;
    for (String key : keys.subList(0, keys.size() - 1)) {
      parent =
          parent.path(key) instanceof ObjectNode inner && !inner.isEmpty()
              ? inner
              : parent.putObject(key);
    }
    parent.set(keys.get(keys.size() - 1), value.deepCopy());
  }

  /** Maps that get empty by it go too. */
  static void remove(ObjectNode object, String path) {
    remove(object, keys(path));
  }

  private static void remove(ObjectNode object, List<String> keys) {
    String key = keys.get(0);
    if (keys.size() == 1) {
      object.remove(key);
    } else if (object.path(key) instanceof ObjectNode inner) {
      remove(inner, keys.subList(1, keys.size()));
      if (inner.isEmpty()) {
        object.remove(key);
      }
    }
  }

  /** As {@code fieldsV1} has it. */
  static ObjectNode written(Set<String> paths) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String path : paths) {
      ObjectNode node = fields;
      for (String key : keys(path)) {
        node = node.withObjectProperty("f:" + key);
      }
    }
    return fields;
  }

  static Set<String> read(JsonNode fieldsV1) {
    Set<String> paths = new TreeSet<>();
    read(fieldsV1, "", paths);
    return paths;
  }

  private static void read(JsonNode fields, String path, Set<String> paths) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      if (field.getKey().startsWith("f:")) {
        String inner = path + "/" + escaped(field.getKey().substring(2));
        if (field.getValue().isEmpty()) {
          paths.add(inner);
        } else {
          read(field.getValue(), inner, paths);
        }
      }
    }
  }

  /** As conflicts name it. */
  static String dotted(String path) {
    return "." + String.join(".", keys(path));
  }
}
