package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Link.ForeignObject#fields} holds. */
public final class ObjectFields {
  private ObjectFields() {}

  /** The scalars of a list. */
  public static List<String> list(Map<String, String> fields, String path) {
    List<String> all = new ArrayList<>();
    for (int i = 0; fields.containsKey(path + "[" + i + "]"); i++) {
      all.add(fields.getOrDefault(path + "[" + i + "]", ""));
    }
    return all;
  }

  /** The paths of a list's items, {@code path[0]} and so on, whatever the items are. */
  public static List<String> items(Map<String, String> fields, String path) {
    List<String> all = new ArrayList<>();
    for (int i = 0; holds(fields, path + "[" + i + "]"); i++) {
      all.add(path + "[" + i + "]");
    }
    return all;
  }

  private static boolean holds(Map<String, String> fields, String item) {
    return fields.keySet().stream()
        .anyMatch(
            key ->
                key.startsWith(item)
                    && (key.length() == item.length()
                        || ".[".indexOf(key.charAt(item.length())) >= 0));
  }

  /** What stands below a path, by the rest of its path. */
  public static Map<String, String> below(Map<String, String> fields, String path) {
    Map<String, String> all = new HashMap<>();
    fields.forEach(
        (key, value) -> {
          if (key.startsWith(path)) {
            all.put(key.substring(path.length()), value);
          }
        });
    return all;
  }
}
