package dev.tagboat.bot.yaml;

/**
 * Hides the actions of a text template ({@code {{ … }}} of Go and Jinja, {@code {% … %}} of Jinja),
 * so that the YAML around them can be read. A line that holds nothing else becomes empty; an action
 * inside a line becomes letters that no image reference can hold. Length and line ends are kept.
 */
final class TemplateMask {
  /** Private use: printable for the parser, and in no name, tag or digest. */
  private static final char HIDDEN = '\uE001';

  private final String text;
  private final int lastClose;

  private TemplateMask(String text) {
    this.text = text;
    // Behind it nothing is searched for again and again.
    this.lastClose = Math.max(text.lastIndexOf("}}"), text.lastIndexOf("%}"));
  }

  static boolean applies(String text) {
    return text.indexOf(HIDDEN) < 0 && (text.contains("{{") || text.contains("{%"));
  }

  static String of(String text) {
    return new TemplateMask(text).masked();
  }

  private String masked() {
    StringBuilder out = new StringBuilder(text);
    int lineStart = 0;
    while (lineStart < text.length()) {
      int at = lineStart;
      boolean onlyActions = true;
      boolean any = false;
      while (at < text.length() && !Chars.isBreak(text.charAt(at))) {
        int end = endOfAction(at);
        if (end > at) {
          hide(out, at, end);
          any = true;
          at = end;
        } else {
          onlyActions &= Chars.isBlank(text.charAt(at));
          at++;
        }
      }
      if (any && onlyActions) {
        blank(out, lineStart, at);
      }
      lineStart = at < text.length() ? Chars.skipBreak(text, at, text.length()) : at;
    }
    return out.toString();
  }

  /** {@code at} itself when no action starts there; one that never ends is none. */
  private int endOfAction(int at) {
    if (at > lastClose || text.charAt(at) != '{') {
      return at;
    }
    String close = text.startsWith("{{", at) ? "}}" : text.startsWith("{%", at) ? "%}" : "";
    int end = close.isEmpty() ? -1 : text.indexOf(close, at + 2);
    return end < 0 ? at : end + close.length();
  }

  private static void hide(StringBuilder out, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isBreak(out.charAt(i))) {
        out.setCharAt(i, HIDDEN);
      }
    }
  }

  private static void blank(StringBuilder out, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Chars.isBreak(out.charAt(i))) {
        out.setCharAt(i, ' ');
      }
    }
  }
}
