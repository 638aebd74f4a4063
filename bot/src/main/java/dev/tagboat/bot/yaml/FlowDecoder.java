package dev.tagboat.bot.yaml;

import java.util.Map;

/** Decodes plain and quoted scalars with positions (YAML 1.2, section 7.3). */
final class FlowDecoder {
  private static final Map<Character, String> ESCAPES =
      Map.ofEntries(
          Map.entry('0', "\0"),
          Map.entry('a', "\u0007"),
          Map.entry('b', "\b"),
          Map.entry('t', "\t"),
          Map.entry('\t', "\t"),
          Map.entry('n', "\n"),
          Map.entry('v', "\u000b"),
          Map.entry('f', "\f"),
          Map.entry('r', "\r"),
          Map.entry('e', "\u001b"),
          Map.entry(' ', " "),
          Map.entry('"', "\""),
          Map.entry('/', "/"),
          Map.entry('\\', "\\"),
          Map.entry('N', "\u0085"),
          Map.entry('_', "\u00a0"),
          Map.entry('L', "\u2028"),
          Map.entry('P', "\u2029"));

  private static final Map<Character, Integer> HEX_LENGTH = Map.of('x', 2, 'u', 4, 'U', 8);

  private final String text;
  private final int end;
  private final ScalarStyle style;
  private final ScalarMap map = new ScalarMap();
  private int at;

  /**
   * @param start after the opening quote
   * @param end before the closing quote
   */
  FlowDecoder(String text, int start, int end, ScalarStyle style) {
    this.text = text;
    this.at = start;
    this.end = end;
    this.style = style;
  }

  ScalarMap decode() {
    while (at < end) {
      char c = text.charAt(at);
      if (Chars.isBlank(c) || Chars.isBreak(c)) {
        whitespace();
      } else if (c == '\'' && style == ScalarStyle.SINGLE_QUOTED) {
        map.add('\'', at, at + 2);
        at += 2;
      } else if (c == '\\' && style == ScalarStyle.DOUBLE_QUOTED) {
        escape();
      } else {
        map.add(c, at, at + 1);
        at++;
      }
    }
    return map;
  }

  private void whitespace() {
    int start = at;
    int next = Chars.skipBlanks(text, at, end);
    if (next == end || !Chars.isBreak(text.charAt(next))) {
      map.addRaw(text, start, next);
      at = next;
      return;
    }
    at = Chars.skipBlanks(text, Chars.skipBreak(text, next, end), end);
    int emptyLines = countEmptyLines();
    map.addAll(emptyLines == 0 ? " " : "\n".repeat(emptyLines), start, at);
  }

  private int countEmptyLines() {
    int count = 0;
    while (at < end && Chars.isBreak(text.charAt(at))) {
      at = Chars.skipBlanks(text, Chars.skipBreak(text, at, end), end);
      count++;
    }
    return count;
  }

  private void escape() {
    int start = at;
    char c = at + 1 < end ? text.charAt(at + 1) : '\\';
    Integer hex = HEX_LENGTH.get(c);
    if (Chars.isBreak(c)) {
      at = Chars.skipBlanks(text, Chars.skipBreak(text, at + 1, end), end);
      int emptyLines = countEmptyLines();
      map.addAll("\n".repeat(emptyLines), start, at);
    } else if (hex != null) {
      at = Math.min(end, at + 2 + hex);
      int codePoint = Integer.parseInt(text, start + 2, at, 16);
      map.addAll(Character.toString(codePoint), start, at);
    } else {
      at = Math.min(end, at + 2);
      map.addAll(ESCAPES.getOrDefault(c, String.valueOf(c)), start, at);
    }
  }
}
