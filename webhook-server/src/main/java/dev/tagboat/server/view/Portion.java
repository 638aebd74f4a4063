package dev.tagboat.server.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * As much of a long list as one page holds, so that pages stay below 300 kB whatever was told.
 *
 * @param page from 1
 */
public record Portion<T>(List<T> shown, int page, int pages) {
  private static final int MOST_BYTES = 180_000;

  public Portion {
    shown = List.copyOf(shown);
  }

  /**
   * One page of {@code all}; the last one when there are fewer.
   *
   * @param bytes how many an entry takes about
   */
  public static <T> Portion<T> of(List<T> all, ToIntFunction<T> bytes, int page) {
    return of(all, bytes, page, Integer.MAX_VALUE, MOST_BYTES);
  }

  /** The same with other bounds: how many entries, and how many bytes of them. */
  static <T> Portion<T> of(
      List<T> all, ToIntFunction<T> bytes, int page, int mostEntries, int mostBytes) {
    List<List<T>> parts = new ArrayList<>();
    List<T> part = new ArrayList<>();
    int size = 0;
    for (T one : all) {
      int more = bytes.applyAsInt(one);
      if (!part.isEmpty() && (size + more > mostBytes || part.size() == mostEntries)) {
        parts.add(part);
        part = new ArrayList<>();
        size = 0;
      }
      part.add(one);
      size += more;
    }
    parts.add(part);
    int shown = Math.min(page, parts.size());
    return new Portion<>(parts.get(shown - 1), shown, parts.size());
  }

  /** How many bytes a text takes in a page, where some characters are written out. */
  static int bytes(String text) {
    long written = text.chars().filter(c -> "<>&\"'".indexOf(c) >= 0).count();
    return text.getBytes(StandardCharsets.UTF_8).length + 4 * (int) written;
  }
}
