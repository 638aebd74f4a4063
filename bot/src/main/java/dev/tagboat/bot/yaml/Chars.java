package dev.tagboat.bot.yaml;

/** Character classes of the YAML grammar, and line ends. */
final class Chars {
  private Chars() {}

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  // YAML 1.1, production b-char: the parser we check ourselves against knows all of them.
  static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  static int skipBlanks(String text, int from, int end) {
    int i = from;
    while (i < end && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The index after the line end at {@code at}; CRLF is one. */
  static int skipBreak(String text, int at, int end) {
    boolean crlf = text.charAt(at) == '\r' && at + 1 < end && text.charAt(at + 1) == '\n';
    return at + (crlf ? 2 : 1);
  }

  static int startOfLine(String text, int offset) {
    int start = offset;
    while (start > 0 && !isBreak(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  /** The index of the line end behind {@code offset}, or of the end of the text. */
  static int endOfLine(String text, int offset) {
    int end = offset;
    while (end < text.length() && !isBreak(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
