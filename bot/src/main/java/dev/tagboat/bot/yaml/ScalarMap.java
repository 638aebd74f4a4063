package dev.tagboat.bot.yaml;

import java.util.Arrays;

/** Where each character of a scalar's value stands in the source, as it is being decoded. */
final class ScalarMap {
  private final StringBuilder value = new StringBuilder();
  private int[] starts = new int[32];
  private int[] ends = new int[32];

  /** One character of the value, written as the source from {@code start} to {@code end}. */
  void add(char c, int start, int end) {
    int at = value.length();
    if (at == starts.length) {
      starts = Arrays.copyOf(starts, at * 2);
      ends = Arrays.copyOf(ends, at * 2);
    }
    starts[at] = start;
    ends[at] = end;
    value.append(c);
  }

  /** Characters that stand in the source as they are. */
  void addRaw(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      add(text.charAt(i), i, i + 1);
    }
  }

  void addAll(String chars, int start, int end) {
    chars.chars().forEach(c -> add((char) c, start, end));
  }

  /**
   * Whether decoding gave {@code expected}, leaving out trailing line ends that were chomped; a tab
   * may be a space there, see {@link SourceText#eased}.
   */
  boolean decodes(String expected) {
    int length = expected.length();
    if (value.length() < length) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean same = i < length ? same(c, expected.charAt(i)) : c == '\n';
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(char decoded, char expected) {
    return decoded == expected || (decoded == '\t' && expected == ' ');
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }
}
