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

  private static void append(StringBuilder out, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          out.append(String.format("\\u%04x", c));
      default -> {
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.appendCodePoint(c);
      }
    }
  }
}
