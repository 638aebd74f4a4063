package dev.tagboat.bot.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A decoded file; offsets are UTF-16 indexes into {@link #text}. */
final class SourceText {
  /** Stands in {@link #eased} for a backslash; to be left out of values. */
  static final char ESCAPED_SLASH = '\uE000';

  private static final char BOM = '\uFEFF';

  private final String text;
  private final int[] lineStarts;
  private final int[] supplementary;

  SourceText(String text) {
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.supplementary = supplementary(text);
  }

  /**
   * Decodes UTF-8 strictly, so that encoding the text again gives the same bytes; a byte order mark
   * is kept.
   *
   * @throws Unreadable at the first byte that is not UTF-8, or at a NUL
   */
  static SourceText decode(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
    SourceText decoded = new SourceText(out.flip().toString());
    if (result.isError()) {
      throw decoded.unreadable(decoded.text.length(), "this byte is not UTF-8");
    }
    int nul = decoded.text.indexOf('\0');
    if (nul >= 0) {
      throw decoded.unreadable(nul, "NUL byte: this is not a text file");
    }
    return decoded;
  }

  String text() {
    return text;
  }

  /** Whether {@link #eased} could be read where the text itself cannot. */
  boolean canBeEased() {
    boolean helps = text.indexOf('\t') >= 0 || text.contains("\\/") || DocumentEnds.mayBeIn(text);
    return helps && text.indexOf(ESCAPED_SLASH) < 0;
  }

  /**
   * The text without what YAML 1.2 allows and SnakeYAML does not know, at the same offsets: spaces
   * for tabs that separate tokens or indent JSON, {@link #ESCAPED_SLASH} for the backslash of
   * {@code \/}, {@code ---} for {@code ...} before a document without one. Tabs that would indent
   * block YAML are an error and stay.
   */
  String eased() {
    boolean json = !text.isBlank() && "{[".indexOf(text.stripLeading().charAt(0)) >= 0;
    StringBuilder out = new StringBuilder(text);
    boolean indenting = true;
    boolean escaped = false;
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      indenting = Chars.isBreak(c) || (indenting && Chars.isBlank(c));
      if (c == '\t' && (json || !indenting)) {
        out.setCharAt(i, ' ');
      } else if (c == '/' && escaped) {
        out.setCharAt(i - 1, ESCAPED_SLASH);
      }
      escaped = c == '\\' && !escaped;
    }
    DocumentEnds.ease(out);
    return out.toString();
  }

  /** UTF-16 index of the code point with index {@code codePoint}. */
  int offset(int codePoint) {
    int at = Arrays.binarySearch(supplementary, codePoint);
    return codePoint + (at >= 0 ? at : -at - 1);
  }

  // By search: a line can be as long as a file, with thousands of places.
  private int codePoints(int offset) {
    int low = 0;
    int high = supplementary.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      // In UTF-16, each one before it took a unit more.
      if (supplementary[middle] + middle < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return offset - low;
  }

  Unreadable unreadable(int offset, String reason) {
    return new Unreadable(position(offset), reason);
  }

  Position position(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    int line = found >= 0 ? found : -found - 2;
    int start = lineStarts[line];
    int first = start == 0 && !text.isEmpty() && text.charAt(0) == BOM ? 1 : start;
    return new Position(line + 1, codePoints(offset) - codePoints(Math.min(first, offset)) + 1);
  }

  // CR, LF and CRLF end a line, as in YAML 1.2, section 5.4.
  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean crlf = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crlf)) {
        starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
        starts[count++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, count);
  }

  // The code point index of every character that takes two UTF-16 units, in order.
  private static int[] supplementary(String text) {
    int[] found = new int[4];
    int count = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Character.isHighSurrogate(text.charAt(i))) {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count] = i - count;
        count++;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
