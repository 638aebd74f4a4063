package dev.tagboat.bot.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
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
      Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          key + " is not a regular expression (RE2 syntax): " + e.getDescription());
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
