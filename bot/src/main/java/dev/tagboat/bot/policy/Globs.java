package dev.tagboat.bot.policy;

import com.google.re2j.Pattern;

/** Globs of other tools, as expressions over the whole text. */
final class Globs {
  private final String glob;
  private final StringBuilder regex = new StringBuilder("^");
  private int at;

  private Globs(String glob) {
    this.glob = glob;
  }

  /** {@code *} is any text, all else is itself (github.com/ryanuber/go-glob: Flux 1, Keel). */
  static String ofStars(String glob) {
    StringBuilder regex = new StringBuilder("^");
    for (String part : glob.split("(?<=\\*)|(?=\\*)", -1)) {
      regex.append(part.equals("*") ? ".*" : Pattern.quote(part));
    }
    return regex + "$";
  }

  /**
   * As Go's {@code filepath.Match} (Argo CD Image Updater): {@code *}, {@code ?}, {@code [a-z]},
   * {@code [^a-z]}, {@code \} before a literal.
   *
   * @throws IllegalArgumentException when the glob is none
   */
  static String ofPath(String glob) {
    Globs globs = new Globs(glob);
    while (globs.at < glob.length()) {
      globs.step();
    }
    return globs.regex + "$";
  }

  private void step() {
    char c = glob.charAt(at);
    switch (c) {
      case '*' -> regex.append("[^/]*");
      case '?' -> regex.append("[^/]");
      case '[' -> characterClass();
      default -> regex.append(Pattern.quote(String.valueOf(literal())));
    }
    at++;
  }

  private char literal() {
    if (glob.charAt(at) == '\\') {
      at++;
    }
    if (at >= glob.length()) {
      throw wrong();
    }
    return glob.charAt(at);
  }

  private void characterClass() {
    at++;
    boolean not = at < glob.length() && glob.charAt(at) == '^';
    regex.append(not ? "[^" : "[");
    at += not ? 1 : 0;
    int first = at;
    while (at == first || at >= glob.length() || glob.charAt(at) != ']') {
      char low = bound();
      boolean range = at < glob.length() && glob.charAt(at) == '-';
      at += range ? 1 : 0;
      range(low, range ? bound() : low);
    }
    regex.append(']');
  }

  private char bound() {
    if (at >= glob.length() || glob.charAt(at) == ']' || glob.charAt(at) == '-') {
      throw wrong();
    }
    char bound = literal();
    at++;
    return bound;
  }

  private void range(char low, char high) {
    regex.append(String.format("\\x{%x}-\\x{%x}", (int) low, (int) high));
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException(glob + " is not a pattern such as *-rc? or [0-9]*");
  }
}
