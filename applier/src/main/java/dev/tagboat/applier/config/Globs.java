package dev.tagboat.applier.config;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Patterns of names and paths. */
final class Globs {
  private Globs() {}

  /** {@code *} is any text. */
  static boolean matches(String pattern, String text) {
    return text.matches(regex(pattern, "\\*+", ".*"));
  }

  /**
   * {@code *} is any text without a slash, {@code **} any text, and {@code **}{@code /} none too.
   */
  static boolean matchesPath(String pattern, String path) {
    String regex =
        Arrays.stream(pattern.split("\\*\\*/", -1))
            .map(
                part ->
                    Arrays.stream(part.split("\\*\\*", -1))
                        .map(inner -> regex(inner, "\\*", "[^/]*"))
                        .collect(joining(".*")))
            .collect(joining("(.*/)?"));
    return path.matches(regex);
  }

  private static String regex(String pattern, String star, String any) {
    return Arrays.stream(pattern.split(star, -1)).map(Pattern::quote).collect(joining(any));
  }
}
