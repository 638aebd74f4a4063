package dev.tagboat.bot.image;

/** Makes text from outside safe to put into one line of a message or log. */
public final class Printable {
  private static final int MAX = 120;

  private Printable() {}

  /**
   * {@code text} in double quotes, at most 120 characters of it, with control, format (bidi) and
   * non-character code points written as escapes.
   */
  public static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().limit(MAX).forEach(c -> append(out, c));
    if (text.codePointCount(0, text.length()) > MAX) {
      out.append("…");
    }
    return out.append('"').toString();
  }

  /**
   * {@code text} as it is, whatever its length, but with the same code points written as escapes.
   * Plain text comes back unchanged.
   */
  public static String plain(String text) {
    if (isAscii(text)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                out.appendCodePoint(c);
              } else {
                out.append(escape(c));
              }
            });
    return out.toString();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static void append(StringBuilder out, int c) {
    if (!isHarmless(c)) {
      out.append(escape(c));
      return;
    }
    if (c == '"' || c == '\\') {
      out.append('\\');
    }
    out.appendCodePoint(c);
  }

  private static String escape(int c) {
    return String.format("\\u%04x", c);
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
