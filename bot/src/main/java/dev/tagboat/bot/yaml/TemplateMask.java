package dev.tagboat.bot.yaml;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Hides the actions of a text template ({@code {{ … }}} of Go and Jinja, {@code {% … %}} of Jinja),
 * so that the YAML around them can be read. A line that holds nothing else but a comment becomes
 * empty; an action inside a line becomes letters that no image reference can hold. Length and line
 * ends are kept.
 */
final class TemplateMask {
  /** Private use: printable for the parser, and in no name, tag or digest. */
  private static final char HIDDEN = '\uE001';

  private static final List<String> OPENINGS = List.of("{{", "{%");
  private static final List<String> CLOSINGS = List.of("}}", "%}");

  private static final Pattern BLOCK_HEADER = Pattern.compile("(?:^|[\\s:-])[|>][-+0-9]{0,2}$");

  private final String text;
  private final int[] lastClosings;

  /** Whether the next line decides how far the text of a block scalar is indented. */
  private boolean indentOpen;

  /** The next end of a comment that is known; negative when there is none any more. */
  private int commentEnd;

  private TemplateMask(String text) {
    this.text = text;
    // Behind the last one nothing is searched for again and again.
    this.lastClosings = CLOSINGS.stream().mapToInt(text::lastIndexOf).toArray();
  }

  static boolean applies(String text) {
    return text.indexOf(HIDDEN) < 0 && OPENINGS.stream().anyMatch(text::contains);
  }

  static String of(String text) {
    return new TemplateMask(text).masked();
  }

  private String masked() {
    StringBuilder out = new StringBuilder(text);
    int lineStart = 0;
    while (lineStart < text.length()) {
      lineStart = maskLine(out, lineStart);
    }
    return out.toString();
  }

  /** An action may go on over the ends of lines: then these lines are one. */
  private int maskLine(StringBuilder out, int lineStart) {
    int at = lineStart;
    boolean onlyActions = true;
    int lastAction = lineStart;
    while (at < text.length() && !Chars.isBreak(text.charAt(at))) {
      int end = endOfAction(at);
      if (end > at) {
        hide(out, at, end, HIDDEN);
        lastAction = end;
        at = end;
      } else if (onlyActions && isComment(lineStart, at)) {
        at = endOfLine(at);
      } else {
        onlyActions &= Chars.isBlank(text.charAt(at));
        at++;
      }
    }
    if (onlyActions) {
      hide(out, lineStart, lastAction, ' ');
      keepIndent(out, lineStart, lastAction);
    } else {
      indentOpen = isBlockHeader(lineStart, at);
    }
    return at < text.length() ? Chars.skipBreak(text, at, text.length()) : at;
  }

  // Blanks before the first line of a block scalar must not reach further than that line does.
  private void keepIndent(StringBuilder out, int lineStart, int lastAction) {
    if (indentOpen && lastAction > lineStart) {
      int at = lineStart + nextIndent(endOfLine(lastAction));
      if (at < lastAction && !Chars.isBreak(text.charAt(at))) {
        out.setCharAt(at, '#');
        indentOpen = false;
      }
    }
  }

  /** Of the next line that is neither blank nor starts with an action; 0 when there is none. */
  private int nextIndent(int endOfLine) {
    int at = endOfLine;
    while (at < text.length()) {
      int lineStart = Chars.skipBreak(text, at, text.length());
      int first = Chars.skipBlanks(text, lineStart, text.length());
      at = endOfLine(first);
      if (first < at && OPENINGS.stream().noneMatch(o -> text.startsWith(o, first))) {
        return first - lineStart;
      }
    }
    return 0;
  }

  private boolean isBlockHeader(int lineStart, int end) {
    int comment = text.substring(lineStart, end).indexOf(" #");
    int last = comment < 0 ? end : lineStart + comment;
    while (last > lineStart && Chars.isBlank(text.charAt(last - 1))) {
      last--;
    }
    return BLOCK_HEADER.matcher(text.substring(Math.max(lineStart, last - 5), last)).find();
  }

  private boolean isComment(int lineStart, int at) {
    return text.charAt(at) == '#' && (at == lineStart || Chars.isBlank(text.charAt(at - 1)));
  }

  private int endOfLine(int from) {
    int end = from;
    while (end < text.length() && !Chars.isBreak(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** {@code at} itself when no action starts there; one that never ends is none. */
  private int endOfAction(int at) {
    if (text.charAt(at) != '{') {
      return at;
    }
    for (int kind = 0; kind < OPENINGS.size(); kind++) {
      if (text.startsWith(OPENINGS.get(kind), at) && at < lastClosings[kind]) {
        return endOfAction(at, OPENINGS.get(kind), CLOSINGS.get(kind));
      }
    }
    return at;
  }

  // Inside an action no other one starts: where it seems so, the first was none.
  private int endOfAction(int start, String opening, String closing) {
    int comment = endOfComment(start + opening.length());
    if (comment > 0) {
      return text.startsWith(closing, comment) ? comment + closing.length() : start;
    }
    int at = start + opening.length();
    while (at < text.length()) {
      if (text.startsWith(closing, at)) {
        return at + closing.length();
      }
      if (text.startsWith(opening, at)) {
        return start;
      }
      at = afterQuoted(at);
    }
    return start;
  }

  /**
   * After the end of a Go template's comment that starts at {@code from}, and after the dash that
   * may follow; 0 when none starts there.
   */
  private int endOfComment(int from) {
    int start = Chars.skipBlanks(text, skipDash(from), text.length());
    if (!text.startsWith("/*", start)) {
      return 0;
    }
    if (commentEnd >= 0 && commentEnd < start + 2) {
      commentEnd = text.indexOf("*/", start + 2);
    }
    return commentEnd < 0 ? 0 : skipDash(Chars.skipBlanks(text, commentEnd + 2, text.length()));
  }

  private int skipDash(int at) {
    return text.startsWith("-", at) ? at + 1 : at;
  }

  // A backslash is nothing special here: it would let each action look through the whole line.
  private int afterQuoted(int at) {
    char quote = text.charAt(at);
    if (quote == '"' || quote == '\'' || quote == '`') {
      for (int i = at + 1; i < text.length() && !Chars.isBreak(text.charAt(i)); i++) {
        if (text.charAt(i) == quote) {
          return i + 1;
        }
      }
    }
    return at + 1;
  }

  private static void hide(StringBuilder out, int from, int to, char with) {
    for (int i = from; i < to; i++) {
      if (!Chars.isBreak(out.charAt(i))) {
        out.setCharAt(i, with);
      }
    }
  }
}
