package dev.tagboat.bot.pull;

import dev.tagboat.bot.image.Digest;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes text from outside harmless inside GitHub-flavoured Markdown. */
public final class Markdown {
  private static final int MAX = 300;
  private static final int MAX_WORDS = 6;
  private static final int MAX_WORD = 60;

  /** With the colon; enough of a digest to tell it from any other by eye. */
  private static final int DIGITS = 13;

  private static final Pattern AUTOMATIC_LINK =
      Pattern.compile("(?i):(?=/)|www(?=\\.)|\\bGH(?=-[0-9])|\\b(?:mailto|xmpp)(?=:)");

  private Markdown() {}

  /**
   * A code span that nothing inside can end: its fence is one longer than the longest run of
   * backticks in it. Control and format characters become spaces; a zero-width space after
   * {@code @} and {@code #} keeps e-mail replies, which are parsed again as plain text, from
   * mentioning anyone. Not for tables.
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

  /** The same in a table, where a {@code |} splits cells even inside a code span. */
  static String cell(String text) {
    return code(text).replace("|", "\\|");
  }

  /** A command's words, each in its own code span. */
  static String words(List<String> words) {
    return words.isEmpty()
        ? "none"
        : words.stream().limit(MAX_WORDS).map(Markdown::word).collect(Collectors.joining(" "))
            + (words.size() > MAX_WORDS ? " …" : "");
  }

  private static String word(String word) {
    return word.isBlank() ? "`\"\"`" : code(shortened(word, MAX_WORD));
  }

  /** The first digits of a digest, in a code span. */
  static String digest(Digest digest) {
    String value = digest.value();
    return code(value.substring(0, Math.min(value.indexOf(':') + DIGITS, value.length())));
  }

  /**
   * A link.
   *
   * @param text Markdown
   * @param url of letters, digits and {@code : / . _ ~ - % #} only
   */
  static String link(String text, String url) {
    return "[" + text + "](" + url + ")";
  }

  /**
   * Text that is shown only to who asks for it.
   *
   * @param summary harmless inside HTML
   * @param text Markdown
   */
  static String folded(String summary, String text) {
    return "<details><summary>" + summary + "</summary>\n\n" + text + "\n\n</details>";
  }

  /** At most so many characters of a text. */
  static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
  }

  /**
   * A sentence of ours that may quote text from outside: one line, no markup, no HTML, nothing that
   * a forge makes a link of by itself ({@code https://…}, {@code www.…}, {@code GH-1}). Good inside
   * HTML, too.
   */
  public static String plain(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().limit(MAX).forEach(c -> appendPlain(out, c));
    return AUTOMATIC_LINK.matcher(out).replaceAll("$0\u200b");
  }

  private static void append(StringBuilder out, int c) {
    if (isInvisible(c)) {
      out.append(' ');
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
