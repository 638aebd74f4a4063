package dev.tagboat.bot.run;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the words of contents by names that mean one content for ever, so that nothing in here can
 * become outdated. When full, it forgets what was not asked for since it was last half full.
 */
final class WordMemory {
  /** What an entry costs besides its words, counted in words: keys and map nodes, about 256 B. */
  private static final int OVERHEAD = 64;

  private final long mostPerGeneration;
  private Map<Object, Words> young = new HashMap<>();
  private Map<Object, Words> old = new HashMap<>();
  private long size;

  /**
   * @param bytes about how much memory it may take
   */
  WordMemory(long bytes) {
    this.mostPerGeneration = bytes / Integer.BYTES / 2;
  }

  synchronized @Nullable Words find(Object name) {
    Words words = young.get(name);
    if (words == null) {
      words = old.remove(name);
      if (words != null) {
        keep(name, words);
      }
    }
    return words;
  }

  synchronized void keep(Object name, Words words) {
    if (young.put(name, words) != null) {
      return;
    }
    size += OVERHEAD + words.count();
    if (size > mostPerGeneration) {
      old = young;
      young = new HashMap<>();
      size = 0;
    }
  }
}
