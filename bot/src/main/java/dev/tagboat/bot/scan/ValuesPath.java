package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.YamlMapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a walk through values is.
 *
 * @param around null at the root
 * @param key the last one; empty at the root
 * @param keyed whether only keys lead there: lists are replaced by other files, not merged with
 * @param registry what holds for the images there
 */
record ValuesPath(@Nullable ValuesPath around, String key, boolean keyed, GlobalRegistry registry) {
  static final ValuesPath ROOT = new ValuesPath(null, "", true, GlobalRegistry.NONE);

  ValuesPath at(String next) {
    return new ValuesPath(this, next, keyed, registry);
  }

  ValuesPath inList() {
    return new ValuesPath(around, key, false, registry);
  }

  /** The same place, with what the values there set for all images. */
  ValuesPath knowing(YamlMapping values) {
    return new ValuesPath(around, key, keyed, registry.inside(values));
  }

  boolean isTopImage() {
    return keyed && key.equals(ValuesKeys.IMAGE) && around != null && around.around == null;
  }

  /** From the root on; none when a list stands between. */
  List<String> keys() {
    if (!keyed) {
      return List.of();
    }
    List<String> keys = new ArrayList<>();
    for (ValuesPath at = this; at.around != null; at = at.around) {
      keys.add(at.key);
    }
    Collections.reverse(keys);
    return keys;
  }
}
