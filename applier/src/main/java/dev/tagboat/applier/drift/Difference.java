package dev.tagboat.applier.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two states of an object. The values of Secrets never appear, nor do
 * passwords elsewhere whose names say what they are.
 */
public final class Difference {
  private static final int MAX_VALUE = 200;
  private static final int MAX_CHANGES = 100;
  private static final String MASK = "\"***\"";

  private final boolean secret;
  private final List<Change> changes = new ArrayList<>();

  private Difference(boolean secret) {
    this.secret = secret;
  }

  /**
   * Leaves out what only the server writes; at most 100 changes, values cut to 200 characters.
   *
   * @param before a missing node when there was no such object
   */
  public static List<Change> between(JsonNode before, JsonNode after) {
    JsonNode any = after.isMissingNode() ? before : after;
    Difference difference = new Difference(Secrets.isSecret(any));
    difference.compare(
        new At("", "", false), orEmpty(Normal.of(before)), orEmpty(Normal.of(after)));
    return List.copyOf(difference.changes);
  }

  // So that what comes or goes is shown value by value as well.
  private static JsonNode orEmpty(JsonNode object) {
    return object.isMissingNode() ? JsonNodeFactory.instance.objectNode() : object;
  }

  /**
   * @param key the last one; empty in a list
   * @param hidden whether what stands beside it says that it is not to be seen
   */
  private record At(String path, String key, boolean hidden) {}

  private void compare(At at, JsonNode before, JsonNode after) {
    if (before.equals(after) || changes.size() >= MAX_CHANGES) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> keys = new TreeSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      after.fieldNames().forEachRemaining(keys::add);
      boolean named = Names.isNamed(before) || Names.isNamed(after);
      for (String key : keys) {
        boolean hidden = named && key.equals("value");
        At below = new At(at.path() + "/" + escaped(key), key, hidden);
        compare(below, before.path(key), after.path(key));
      }
    } else if (before.isArray() && after.isArray()) {
      lists(at.path(), before, after);
    } else {
      changes.add(new Change(at.path(), shown(at, before), shown(at, after)));
    }
  }

  private static String escaped(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private void lists(String path, JsonNode before, JsonNode after) {
    Map<String, JsonNode> old = keyed(before);
    Map<String, JsonNode> now = keyed(after);
    Set<String> keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(now.keySet());
    int i = 0;
    for (String key : keys) {
      boolean hidden = Names.isAfterOption(before, i) || Names.isAfterOption(after, i);
      i++;
      compare(
          new At(path + key, "", hidden),
          old.getOrDefault(key, MissingNode.getInstance()),
          now.getOrDefault(key, MissingNode.getInstance()));
    }
  }

  // By name where all items have one of their own, as most lists of Kubernetes do.
  private static Map<String, JsonNode> keyed(JsonNode list) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    Map<String, JsonNode> numbered = new LinkedHashMap<>();
    for (JsonNode item : list) {
      if (item.path("name").isTextual()) {
        named.put("[name=" + item.path("name").asText() + "]", item);
      }
      numbered.put("/" + numbered.size(), item);
    }
    return named.size() == list.size() ? named : numbered;
  }

  private String shown(At at, JsonNode value) {
    if (value.isMissingNode()) {
      return "";
    }
    if (at.hidden() || (secret && Secrets.isHidden(at.path()))) {
      return MASK;
    }
    JsonNode masked = Names.masked(at.key(), secret ? Secrets.masked(value) : value);
    String json = masked.toString();
    return json.length() > MAX_VALUE ? json.substring(0, MAX_VALUE) + "…" : json;
  }
}
