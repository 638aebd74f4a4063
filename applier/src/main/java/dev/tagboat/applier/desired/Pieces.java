package dev.tagboat.applier.desired;

import java.util.ArrayList;
import java.util.List;

/**
 * A file cut where its documents begin, so that no more than one of them has to be a text and a
 * tree at the same time. {@code ---} at the beginning of a line is a mark everywhere in YAML, also
 * in quotes and in blocks (YAML 1.2, 9.1.2).
 */
final class Pieces {
  /**
   * @param from first byte
   * @param to after the last byte
   * @param lines how many lines are before it
   */
  record Piece(int from, int to, int lines) {}

  private Pieces() {}

  /** One piece, where directives would have to stay with the document after their mark. */
  static List<Piece> of(byte[] bytes) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int linesBefore = 0;
    int lines = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (i == 0 || bytes[i - 1] == '\n') {
        if (bytes[i] == '%') {
          return List.of(new Piece(0, bytes.length, 0));
        }
        if (i > from && isMark(bytes, i)) {
          pieces.add(new Piece(from, i, linesBefore));
          from = i;
          linesBefore = lines;
        }
      }
      lines += isBreak(bytes, i) ? 1 : 0;
    }
    pieces.add(new Piece(from, bytes.length, linesBefore));
    return pieces;
  }

  private static boolean isMark(byte[] bytes, int at) {
    return at(bytes, at) == '-'
        && at(bytes, at + 1) == '-'
        && at(bytes, at + 2) == '-'
        && (at + 3 >= bytes.length || " \t\r\n".indexOf(at(bytes, at + 3)) >= 0);
  }

  // As the parser counts them: the last byte of \r\n, \n, \r, U+0085, U+2028 and U+2029.
  private static boolean isBreak(byte[] bytes, int at) {
    return switch (at(bytes, at)) {
      case '\n' -> true;
      case '\r' -> at(bytes, at + 1) != '\n';
      case 0x85 -> at(bytes, at - 1) == 0xC2;
      case 0xA8, 0xA9 -> at(bytes, at - 1) == 0x80 && at(bytes, at - 2) == 0xE2;
      default -> false;
    };
  }

  private static int at(byte[] bytes, int index) {
    return index >= 0 && index < bytes.length ? bytes[index] & 0xFF : 0;
  }
}
