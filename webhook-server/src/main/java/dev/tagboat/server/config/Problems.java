package dev.tagboat.server.config;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.yaml.Places;
import dev.tagboat.bot.yaml.Problem;
import dev.tagboat.bot.yaml.YamlConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the file, each with its place. */
final class Problems {
  private final List<Problem> all = new ArrayList<>();
  private final Places places;

  /**
   * @param structural what the reader of the file found
   * @param places of the values that it could read
   */
  Problems(List<Problem> structural, Places places) {
    all.addAll(structural);
    this.places = places;
  }

  int count() {
    return all.size();
  }

  /**
   * @param path such as {@code hooks[0].secret}; the message begins with its last key
   */
  void add(String path, String sentence) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    all.add(new Problem(places.nearest(path), key + ": " + sentence));
  }

  /** The value; null when it cannot be made, which is then a problem at {@code path}. */
  <T> @Nullable T attempt(String path, Supplier<@Nullable T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException | UserFault e) {
      add(path, String.valueOf(e.getMessage()));
      return null;
    }
  }

  /**
   * @throws UserFault with all problems, when there are any
   */
  void refuse(String file) {
    if (!all.isEmpty()) {
      throw YamlConfig.fault(file, all);
    }
  }
}
