package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.FieldRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands where, by the id of the content: a file that has not changed since is not parsed
 * again. Takes a bounded number of files, those that were looked at last. Safe for many threads.
 */
public final class ScanIndex {
  private final Map<Key, FileScan> known;

  /**
   * @param limit how many files are remembered
   */
  public ScanIndex(int limit) {
    this.known = new Recent<>(limit);
  }

  /** The path counts, since what a file is depends on its name, too. */
  private record Key(String path, String contentId, List<FieldRule> fields) {}

  /** Forgets what was not looked at for the longest time. */
  private static final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;
    private final int limit;

    Recent(int limit) {
      super(16, 0.75f, true);
      this.limit = limit;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > limit;
    }
  }

  FileScan scan(Scanner scanner, Tree.File file) {
    String id = file.contentId();
    if (id == null) {
      return scanner.scan(file.path(), file.read());
    }
    Key key = new Key(file.path(), id, scanner.fields());
    @Nullable FileScan scan = find(key);
    if (scan == null) {
      scan = scanner.scan(file.path(), file.read());
      keep(key, scan);
    }
    return scan;
  }

  private synchronized @Nullable FileScan find(Key key) {
    return known.get(key);
  }

  private synchronized void keep(Key key, FileScan scan) {
    known.put(key, scan);
  }
}
