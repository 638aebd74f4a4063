package dev.tagboat.bot.pull;

/** Makes text from outside harmless inside GitHub-flavoured Markdown. */
public final class Markdown {
  private static final int MAX = 300;

  private Markdown() {}

  /**
   * A code span that nothing inside can end: its fence is one longer than the longest run of
   * backticks in it. A {@code |} is escaped, since it splits table cells even inside a code span;
   * control and format characters become spaces; a zero-width space after {@code @} and {@code #}
   * keeps e-mail replies, which are parsed again as plain text, from mentioning anyone.
   */
  static String code(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints().limit(MAX).forEach(c -> append(clean, c));
    if (text.codePointCount(0, text.length()) > MAX) {
      clean.append('…');
    }
    String fence = "`".repeat(longestRun(clean) + 1);
    String pad = clean.indexOf("`") >= 0 ? " " : "";
    return fence + pad + clean + pad + fence;
  }

  /** A sentence of ours that may quote text from outside: one line, no markup, no HTML. */
  public static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(MAX).forEach(c -> appendPlain(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    if (isInvisible(c)) {
      out.append(' ');
    } else if (c == '|') {
      out.append("\\|");
    } else {
      out.appendCodePoint(c);
      if (c == '@' || c == '#') {
        out.append('\u200b');
      }
    }
  }

  private static void appendPlain(StringBuilder out, int c) {
    if (isInvisible(c)) {
      out.append(' ');
    } else if (c < 128 && "\\`*_{}[]<>()#+!|~@&".indexOf(c) >= 0) {
      out.append("&#").append(c).append(';');
      if (c == '@' || c == '#') {
        out.append('\u200b');
      }
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isInvisible(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  private static int longestRun(CharSequence text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
