package dev.tagboat.bot.config;

import dev.tagboat.bot.yaml.RefusedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is wrong with a record, collected, so that all of it is told at once. */
final class Checks {
  private final List<RefusedKeys.Refusal> refusals = new ArrayList<>();

  static <T> List<T> listOrEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  Checks regex(String key, @Nullable String expression) {
    if (expression == null) {
      return this;
    }
    try {
      RegularExpression.compile(expression);
    } catch (IllegalArgumentException e) {
      refuse(true, key + " is not a regular expression (RE2 syntax): " + e.getMessage(), key);
    }
    return this;
  }

  Checks positive(String key, int value) {
    return refuse(value < 1, key + " must be 1 or more", key);
  }

  Checks matches(String key, @Nullable String value, String regex, String form) {
    boolean wrong = value != null && !Pattern.matches(regex, value);
    return refuse(wrong, key + " must look like " + form, key);
  }

  /**
   * @param parser whose {@link IllegalArgumentException} tells what is wrong
   */
  Checks parses(String key, Runnable parser) {
    try {
      parser.run();
    } catch (IllegalArgumentException e) {
      refuse(true, String.valueOf(e.getMessage()), key);
    }
    return this;
  }

  /**
   * @param keys that the sentence is about, the one to mend first
   */
  Checks refuse(boolean wrong, String sentence, String... keys) {
    if (wrong) {
      refusals.add(new RefusedKeys.Refusal(List.of(keys), sentence));
    }
    return this;
  }

  /**
   * @throws RefusedKeys with all that was refused; nothing happens where nothing was
   */
  void done() {
    if (!refusals.isEmpty()) {
      throw new RefusedKeys(refusals);
    }
  }
}
