package dev.tagboat.bot.run;

import java.util.Arrays;

/** Adds up the words of everything in a directory, until they are too many to be worth keeping. */
final class WordUnion {
  /**
   * 32 KiB of hashes. A directory with more is always looked into, and its parts are skipped
   * instead.
   */
  static final int MOST = 8192;

  private int[] hashes = new int[256];
  private int count;
  private boolean any;

  void add(Words words) {
    if (any || words == Words.ANY) {
      any = true;
      return;
    }
    if (count + words.count() > hashes.length) {
      Words distinct = Words.of(hashes, count);
      count = distinct.count();
      any = count > MOST;
      hashes = Arrays.copyOf(hashes, Math.max(hashes.length, 2 * (count + words.count())));
      distinct.copyTo(hashes, 0);
    }
    words.copyTo(hashes, count);
    count += words.count();
  }

  Words all() {
    Words all = any ? Words.ANY : Words.of(hashes, count);
    return all.count() > MOST ? Words.ANY : all;
  }
}
