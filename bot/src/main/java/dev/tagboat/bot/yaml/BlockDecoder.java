package dev.tagboat.bot.yaml;

import org.jspecify.annotations.Nullable;

/** Decodes literal and folded scalars with positions (YAML 1.2, section 8.1). */
final class BlockDecoder {
  private final String text;
  private final int start;
  private final int end;
  private final boolean folded;

  /** A line of content: from its first character after the indentation to its line end. */
  private record Line(int start, int end, int next) {}

  /**
   * @param start at the {@code |} or {@code >}
   * @param end after the last line end that belongs to the scalar
   */
  BlockDecoder(String text, int start, int end, boolean folded) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.folded = folded;
  }

  /**
   * The map that gives {@code value}; null when there is none. An explicit indentation indicator is
   * relative to a parent we do not know, so every indentation that could be meant is tried.
   */
  @Nullable ScalarMap decode(String value) {
    int first = lineAfter(start);
    int deepest = 0;
    for (int at = first; at < end; at = lineAfter(at)) {
      int spaces = skipSpaces(at) - at;
      deepest = Math.max(deepest, spaces);
      if (at + spaces < end && !Chars.isBreak(text.charAt(at + spaces))) {
        break;
      }
    }
    for (int indent = deepest; indent >= 0; indent--) {
      ScalarMap map = decode(first, indent);
      if (map.decodes(value)) {
        return map;
      }
    }
    return null;
  }

  private ScalarMap decode(int first, int indent) {
    ScalarMap map = new ScalarMap();
    @Nullable Line last = null;
    int emptyFrom = first;
    for (int at = first; at < end; at = lineAfter(at)) {
      int content = Math.min(skipSpaces(at), at + indent);
      boolean empty = content >= end || Chars.isBreak(text.charAt(content));
      if (!empty && content < at + indent) {
        break;
      }
      if (!empty) {
        Line line = new Line(content, endOfLine(content), lineAfter(content));
        join(map, last, line, emptyFrom, at);
        map.addRaw(text, line.start(), line.end());
        last = line;
        emptyFrom = line.next();
      }
    }
    finish(map, last, emptyFrom);
    return map;
  }

  private void join(ScalarMap map, @Nullable Line last, Line line, int emptyFrom, int at) {
    boolean fold = folded && last != null && isText(last.start()) && isText(line.start());
    if (last != null && !fold) {
      map.add('\n', last.end(), last.next());
    } else if (fold && emptyFrom == at) {
      map.add(' ', last == null ? at : last.end(), line.start());
    }
    emptyLines(map, emptyFrom, at);
  }

  private void finish(ScalarMap map, @Nullable Line last, int emptyFrom) {
    if (last != null) {
      map.add('\n', last.end(), last.next());
    }
    emptyLines(map, emptyFrom, end);
  }

  private void emptyLines(ScalarMap map, int from, int to) {
    for (int at = from; at < to; at = lineAfter(at)) {
      map.add('\n', at, lineAfter(at));
    }
  }

  private boolean isText(int at) {
    return !Chars.isBlank(text.charAt(at));
  }

  private int skipSpaces(int from) {
    int i = from;
    while (i < end && text.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < end && !Chars.isBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int lineAfter(int from) {
    int stop = endOfLine(from);
    return stop == end ? end : Chars.skipBreak(text, stop, end);
  }
}
