package dev.tagboat.bot.run;

import java.util.Arrays;

/**
 * The words of a content, or of many together.
 *
 * <p>A word is a longest run of the characters that a component of an image name may have; the last
 * component of an image's path always stands as one word, wherever and however it is quoted.
 * Capital letters are like small ones, as in names. Kept as 32-bit hashes: a collision only costs
 * one needless look.
 */
final class Words {
  /** Too many to list: may hold any word. */
  static final Words ANY = new Words(new int[0]);

  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private final int[] sorted;

  private Words(int[] sorted) {
    this.sorted = sorted;
  }

  /** Of any hashes, in any order. */
  static Words of(int[] hashes, int count) {
    int[] sorted = Arrays.copyOf(hashes, count);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return new Words(Arrays.copyOf(sorted, distinct));
  }

  static Words in(byte[] content) {
    int[] found = new int[Math.max(16, content.length / 8)];
    int count = 0;
    int at = 0;
    while (at < content.length) {
      int end = endOfRun(content, at);
      if (end > at) {
        if (count + 1 >= found.length) {
          found = Arrays.copyOf(found, found.length * 2);
        }
        found[count++] = hashTrimmed(content, at, end);
        int dash = dashBehindVariable(content, at, end);
        if (dash < end) {
          found[count++] = hashTrimmed(content, dash, end);
        }
      }
      at = end + 1;
    }
    return of(found, count);
  }

  /** Whether one of these hashes is among them, or may be. */
  boolean holdAny(int[] hashes) {
    if (this == ANY) {
      return true;
    }
    for (int hash : hashes) {
      if (Arrays.binarySearch(sorted, hash) >= 0) {
        return true;
      }
    }
    return false;
  }

  int count() {
    return sorted.length;
  }

  void copyTo(int[] hashes, int at) {
    System.arraycopy(sorted, 0, hashes, at, sorted.length);
  }

  /** The hash of one word, such as {@code my-app}. */
  static int hash(String word) {
    int hash = FNV_OFFSET;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ small(word.charAt(i))) * FNV_PRIME;
    }
    return hash;
  }

  // In ${NAME-app} app is a word, too: no variable has a dash in its name.
  private static int dashBehindVariable(byte[] content, int from, int end) {
    boolean variable = from >= 2 && content[from - 1] == '{' && content[from - 2] == '$';
    int dash = variable ? from : end;
    while (dash < end && content[dash] != '-') {
      dash++;
    }
    return dash;
  }

  private static int endOfRun(byte[] content, int from) {
    int end = from;
    while (end < content.length && isWordByte(content[end])) {
      end++;
    }
    return end;
  }

  // A component neither starts nor ends with a separator, but text around it may add one:
  // ${A:-app}.
  private static int hashTrimmed(byte[] content, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSeparator(content[start])) {
      start++;
    }
    while (end > start && isSeparator(content[end - 1])) {
      end--;
    }
    int hash = FNV_OFFSET;
    for (int i = start; i < end; i++) {
      hash = (hash ^ small(content[i])) * FNV_PRIME;
    }
    return hash;
  }

  private static int small(int character) {
    return character >= 'A' && character <= 'Z' ? character + ('a' - 'A') : character;
  }

  private static boolean isSeparator(byte b) {
    return b == '.' || b == '-' || b == '_';
  }

  private static boolean isWordByte(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || (b >= 'A' && b <= 'Z')
        || isSeparator(b);
  }
}
