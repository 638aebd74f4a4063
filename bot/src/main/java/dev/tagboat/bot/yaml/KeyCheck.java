package dev.tagboat.bot.yaml;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds unknown and missing keys before anything is bound: Jackson tells of a missing key only, and
 * not that the one beside it is the same with a typing error.
 */
final class KeyCheck {
  private static final PropertyNamingStrategies.KebabCaseStrategy KEBAB =
      new PropertyNamingStrategies.KebabCaseStrategy();

  private final YamlTree tree;
  private final boolean supply;
  private final List<Problem> problems = new ArrayList<>();

  private KeyCheck(YamlTree tree, boolean supply) {
    this.tree = tree;
    this.supply = supply;
  }

  /**
   * Takes the unknown keys of a tree out of it.
   *
   * @param supply whether texts that are missing are put in
   */
  static List<Problem> of(YamlTree tree, Class<?> type, boolean supply) {
    KeyCheck check = new KeyCheck(tree, supply);
    check.look(JsonPointer.empty(), tree.root(), type);
    return check.problems;
  }

  private void look(JsonPointer at, JsonNode node, Type type) {
    if (node instanceof ObjectNode object && type instanceof Class<?> one && one.isRecord()) {
      record(at, object, one);
    }
    if (node instanceof ArrayNode array && type instanceof ParameterizedType list) {
      for (int i = 0; i < array.size(); i++) {
        look(at.appendIndex(i), array.get(i), list.getActualTypeArguments()[0]);
      }
    }
  }

  private void record(JsonPointer at, ObjectNode object, Class<?> type) {
    Map<String, RecordComponent> known = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      known.put(KEBAB.translate(component.getName()), component);
    }
    known.forEach(
        (key, component) -> {
          if (isRequired(component) && !tree.isWritten(object, key)) {
            problems.add(new Problem(tree.valueAt(at), "the key '" + key + "' is missing"));
            tree.cloud(object);
            supply(object, key, component);
          }
        });
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      JsonPointer below = at.appendProperty(key);
      RecordComponent component = known.get(key);
      if (component == null) {
        problems.add(new Problem(tree.keyAt(below), unknownKey(key, known)));
        tree.remove(below);
      } else {
        look(below, object.path(key), component.getGenericType());
      }
    }
  }

  // So that what else stands there is judged, too; nobody gets to see the value.
  private void supply(ObjectNode object, String key, RecordComponent component) {
    if (supply && component.getType() == String.class) {
      tree.supply(object, key, "x");
    }
  }

  private static boolean isRequired(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property != null && property.required();
  }

  private static String unknownKey(String key, Map<String, RecordComponent> known) {
    List<String> names = known.keySet().stream().sorted().toList();
    String hint =
        Spelling.nearest(key, names)
            .map(near -> "did you mean '" + near + "'?")
            .orElse("known keys: " + String.join(", ", names));
    return "unknown key '" + key + "'; " + hint;
  }
}
