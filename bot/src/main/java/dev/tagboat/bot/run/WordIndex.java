package dev.tagboat.bot.run;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Remembers which words stand in which content, by git blob id, so that of a large repo only files
 * that can hold an image are read and parsed again. A blob id names one content for ever: nothing
 * in here can become outdated.
 *
 * <p>A word is a longest run of the characters that a component of an image name may have; the last
 * component of an image's path always stands as one word, wherever and however it is quoted. Kept
 * as 32-bit hashes: a collision only costs one needless parse.
 */
final class WordIndex {
  /** About 64 MiB of hashes; past that it starts afresh. */
  private static final long MAX_WORDS = 16_000_000;

  private static final int FNV_OFFSET = 0x811c9dc5;
  private static final int FNV_PRIME = 0x01000193;

  private final Map<String, int[]> wordsByBlob = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  /**
   * @param content read only when this blob was never seen
   */
  boolean holds(String blobId, Supplier<byte[]> content, int wordHash) {
    int[] words = wordsByBlob.get(blobId);
    if (words == null) {
      words = words(content.get());
      remember(blobId, words);
    }
    return Arrays.binarySearch(words, wordHash) >= 0;
  }

  private void remember(String blobId, int[] words) {
    if (size.addAndGet(words.length) > MAX_WORDS) {
      wordsByBlob.clear();
      size.set(words.length);
    }
    wordsByBlob.put(blobId, words);
  }

  /** The hash of one word, such as {@code my-app}. */
  static int hash(String word) {
    int hash = FNV_OFFSET;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }

  /** The hashes of all words, sorted, each once. */
  static int[] words(byte[] content) {
    int[] found = new int[Math.max(16, content.length / 8)];
    int count = 0;
    int at = 0;
    while (at < content.length) {
      int end = endOfRun(content, at);
      if (end > at) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = hashTrimmed(content, at, end);
      }
      at = end + 1;
    }
    return Arrays.stream(found, 0, count).sorted().distinct().toArray();
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
      hash = (hash ^ content[i]) * FNV_PRIME;
    }
    return hash;
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
