package dev.tagboat.bot.run;

import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.Snapshot;
import java.util.Collection;
import java.util.function.Consumer;

/**
 * Finds the files of a commit that can hold one of some words, and looks again only at what it has
 * never seen: it remembers the words of each content by git's blob id, and those of each directory
 * by its tree id, so that a directory without any of the words is skipped whole.
 */
final class WordIndex {
  private static final int SHARE_OF_HEAP = 8;

  private final int maxFile;
  private final WordMemory memory;

  /**
   * @param maxFile a larger file is not read: it may hold anything
   * @param bytes about how much memory the index may take
   */
  WordIndex(int maxFile, long bytes) {
    this.maxFile = maxFile;
    this.memory = new WordMemory(bytes);
  }

  /** One that takes at most an eighth of the heap. */
  static WordIndex ofUsualSize(int maxFile) {
    return new WordIndex(maxFile, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** Calls {@code found} for each file that the settings want and that may hold a word. */
  void find(
      Snapshot snapshot,
      ScanSettings settings,
      Collection<String> words,
      Consumer<Snapshot.Entry> found) {
    int[] hashes = words.stream().mapToInt(Words::hash).distinct().toArray();
    snapshot.walk(new WordWalk(this, settings, hashes, found));
  }

  Words of(Snapshot.Entry file) {
    Words words = memory.find(file.blobId());
    if (words == null) {
      words = file.size() > maxFile ? Words.ANY : Words.in(file.read(maxFile));
      memory.keep(file.blobId(), words);
    }
    return words;
  }

  WordMemory memory() {
    return memory;
  }
}
