package dev.tagboat.bot.config;

import com.google.re2j.Pattern;

/**
 * A glob over whole paths relative to the repo's root: {@code *} and {@code ?} stay inside one
 * part, {@code **} as a part stands for any number of parts, none included.
 */
final class PathPattern {
  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException when the glob is empty, absolute, or leaves the repo
   */
  static PathPattern parse(String glob) {
    if (glob.isEmpty() || glob.startsWith("/") || ("/" + glob + "/").contains("/../")) {
      throw new IllegalArgumentException(
          "a path pattern is relative to the root of the repo, such as \"apps/**/*.yaml\"");
    }
    StringBuilder regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      boolean atPart = i == 0 || glob.charAt(i - 1) == '/';
      if (atPart && glob.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 3;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else {
        regex.append(one(glob.charAt(i)));
        i++;
      }
    }
    return new PathPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String path) {
    return pattern.matches(path);
  }

  private static String one(char c) {
    return switch (c) {
      case '*' -> "[^/]*";
      case '?' -> "[^/]";
      default -> Pattern.quote(String.valueOf(c));
    };
  }
}
