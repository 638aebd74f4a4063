package dev.tagboat.bot.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * SnakeYAML's reader over a text that is there as a whole. Its own one copies what it has of a
 * scalar or comment with every 1024 characters, which takes 12 s for a line of 5 MB.
 */
final class TextReader extends StreamReader {
  /** How far ahead of the scanner a character that YAML does not allow is found. */
  private static final int AHEAD = 1024;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final int[] text;
  private int checked;
  private int index;
  private int documentStart;
  private int line;
  private int column;

  TextReader(String text) {
    super("");
    this.text = codePoints(text);
  }

  private static int[] codePoints(String text) {
    int[] points = new int[text.codePointCount(0, text.length())];
    int at = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] = text.codePointAt(at);
      at += Character.charCount(points[i]);
    }
    return points;
  }

  @Override
  public Mark getMark() {
    return new Mark("text", index, line, column, text, index);
  }

  @Override
  public void forward() {
    forward(1);
  }

  // The line ends of YAML 1.1, as in SnakeYAML's own reader.
  @Override
  public void forward(int length) {
    for (int i = 0; i < length && has(0); i++) {
      int c = text[index];
      index++;
      if (c == '\n' || c == 0x85 || c == 0x2028 || c == 0x2029 || (c == '\r' && isLoneReturn())) {
        line++;
        column = 0;
      } else if (c != BYTE_ORDER_MARK) {
        column++;
      }
    }
  }

  private boolean isLoneReturn() {
    return has(0) && text[index] != '\n';
  }

  @Override
  public int peek() {
    return peek(0);
  }

  @Override
  public int peek(int ahead) {
    return has(ahead) ? text[index + ahead] : 0;
  }

  @Override
  public String prefix(int length) {
    has(length);
    return new String(text, index, Math.min(length, text.length - index));
  }

  @Override
  public String prefixForward(int length) {
    String prefix = prefix(length);
    index += length;
    column += length;
    return prefix;
  }

  @Override
  public int getColumn() {
    return column;
  }

  @Override
  public int getLine() {
    return line;
  }

  @Override
  public int getIndex() {
    return index;
  }

  @Override
  public int getDocumentIndex() {
    return index - documentStart;
  }

  @Override
  public void resetDocumentIndex() {
    documentStart = index;
  }

  private boolean has(int ahead) {
    while (index + ahead >= checked && checked < text.length) {
      check(Math.min(checked + AHEAD, text.length));
    }
    return index + ahead < text.length;
  }

  private void check(int end) {
    for (int i = checked; i < end; i++) {
      if (!isPrintable(text[i])) {
        throw new ReaderException("text", i, text[i], "special characters are not allowed");
      }
    }
    checked = end;
  }
}
