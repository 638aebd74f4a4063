package dev.tagboat.bot.config;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks shared by the records; the message names the key. */
final class Checks {
  private Checks() {}

  static <T> List<T> listOrEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  static void regex(String key, @Nullable String expression) {
    if (expression == null) {
      return;
    }
    try {
      RegularExpression.compile(expression);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          key + " is not a regular expression (RE2 syntax): " + e.getMessage(), e);
    }
  }

  static void positive(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " must be 1 or more");
    }
  }

  static void matches(String key, @Nullable String value, String regex, String form) {
    if (value != null && !Pattern.matches(regex, value)) {
      throw new IllegalArgumentException(key + " must look like " + form);
    }
  }
}
