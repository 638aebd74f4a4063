package dev.tagboat.bot.yaml;

/**
 * A place in a text.
 *
 * @param line 1-based
 * @param column 1-based, in code points (a byte order mark counts for none)
 */
public record Position(int line, int column) implements Comparable<Position> {
  @Override
  public int compareTo(Position other) {
    return line != other.line ? Integer.compare(line, other.line) : column - other.column;
  }

  /** {@code line:column}, as compilers print it. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
