package dev.tagboat.bot.config;

import com.google.re2j.Pattern;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * A glob over whole paths relative to the repo's root: {@code *} and {@code ?} stay inside one
 * part, {@code **} as a part stands for any number of parts, none included.
 */
final class PathPattern {
  /** What most people write: any file whose name is, or ends in, a text. */
  private static final java.util.regex.Pattern ANYWHERE =
      java.util.regex.Pattern.compile("\\*\\*/(\\*?)([^*?/]+)");

  private final Predicate<String> test;

  private PathPattern(Predicate<String> test) {
    this.test = test;
  }

  /**
   * @throws IllegalArgumentException when the glob is empty, absolute, or leaves the repo
   */
  static PathPattern parse(String glob) {
    if (glob.isEmpty() || glob.startsWith("/") || ("/" + glob + "/").contains("/../")) {
      throw new IllegalArgumentException(
          "a path pattern is relative to the root of the repo, such as \"apps/**/*.yaml\"");
    }
    Matcher anywhere = ANYWHERE.matcher(glob);
    return new PathPattern(
        anywhere.matches()
            ? named(anywhere.group(2), !anywhere.group(1).isEmpty())
            : expression(glob)::matches);
  }

  // A tree has tens of thousands of paths, and an expression takes microseconds for each.
  private static Predicate<String> named(String name, boolean atEnd) {
    return path ->
        path.endsWith(name)
            && (atEnd
                || path.length() == name.length()
                || path.charAt(path.length() - name.length() - 1) == '/');
  }

  private static Pattern expression(String glob) {
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
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  boolean matches(String path) {
    return test.test(path);
  }

  private static String one(char c) {
    return switch (c) {
      case '*' -> "[^/]*";
      case '?' -> "[^/]";
      default -> Pattern.quote(String.valueOf(c));
    };
  }
}
