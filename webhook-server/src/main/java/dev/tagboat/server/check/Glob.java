package dev.tagboat.server.check;

import dev.tagboat.bot.image.ImagePattern;
import java.util.BitSet;

/** Compares image patterns as sets of names: whether they meet, and whether one holds another. */
final class Glob {
  private static final char PART = '*';

  /** Stands for {@code **}; no name has it. */
  private static final char ANY = '\u0000';

  private final String text;

  private Glob(String text) {
    this.text = text;
  }

  static Glob of(ImagePattern pattern) {
    return new Glob(pattern.whole().replace("**", String.valueOf(ANY)));
  }

  /** Whether some name matches both. */
  boolean meets(Glob other) {
    return new Walk(text, other.text, true).holds(0, 0);
  }

  /**
   * Whether every name that matches {@code other} matches this; false also where that can only be
   * seen by looking at several of its names.
   */
  boolean holdsAll(Glob other) {
    return new Walk(text, other.text, false).holds(0, 0);
  }

  private static boolean isWild(char c) {
    return c == PART || c == ANY;
  }

  /** From both starts to both ends; what led nowhere is not walked again. */
  private static final class Walk {
    private final String left;
    private final String right;
    private final boolean both;
    private final BitSet dead = new BitSet();

    /**
     * @param both whether wildcards of the right match, too; otherwise they are texts to be matched
     */
    Walk(String left, String right, boolean both) {
      this.left = left;
      this.right = right;
      this.both = both;
    }

    boolean holds(int i, int j) {
      if (i == left.length() && j == right.length()) {
        return true;
      }
      int at = i * (right.length() + 1) + j;
      if (dead.get(at)) {
        return false;
      }
      boolean found = onLeft(i, j) || (both && onRight(i, j)) || same(i, j);
      dead.set(at, !found);
      return found;
    }

    private boolean onLeft(int i, int j) {
      if (i == left.length() || !isWild(left.charAt(i))) {
        return false;
      }
      return holds(i + 1, j)
          || (j < right.length() && takes(left.charAt(i), right.charAt(j)) && holds(i, j + 1));
    }

    private boolean onRight(int i, int j) {
      if (j == right.length() || !isWild(right.charAt(j))) {
        return false;
      }
      return holds(i, j + 1)
          || (i < left.length() && takes(right.charAt(j), left.charAt(i)) && holds(i + 1, j));
    }

    private boolean same(int i, int j) {
      return i < left.length()
          && j < right.length()
          && !isWild(left.charAt(i))
          && left.charAt(i) == right.charAt(j)
          && holds(i + 1, j + 1);
    }

    private static boolean takes(char wildcard, char c) {
      return wildcard == ANY || (c != '/' && c != ANY);
    }
  }
}
