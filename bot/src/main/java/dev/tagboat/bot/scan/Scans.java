package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found in each file that was looked at, by path. */
final class Scans {
  private final Map<String, FileScan> files = new TreeMap<>();
  private final boolean complete;

  /** By kind, in the order of the files; empty until somebody asks after a file was added. */
  private final Map<Class<?>, List<Link>> index = new HashMap<>();

  /**
   * @param complete whether every file is there that the settings include
   */
  Scans(boolean complete) {
    this.complete = complete;
  }

  /** Whether the only files that may be missing are some that the settings leave out. */
  boolean isComplete() {
    return complete;
  }

  void add(String path, FileScan scan) {
    files.put(path, scan);
    index.clear();
  }

  boolean has(String path) {
    return files.containsKey(path);
  }

  Optional<FileScan> at(String path) {
    return Optional.ofNullable(files.get(path));
  }

  Collection<FileScan> all() {
    return files.values();
  }

  Map<String, FileScan> byPath() {
    return Collections.unmodifiableMap(files);
  }

  /** All links of one kind, in the order of the files. */
  <T extends Link> List<T> links(Class<T> kind) {
    if (index.isEmpty()) {
      for (FileScan scan : files.values()) {
        for (Link link : scan.links()) {
          index.computeIfAbsent(link.getClass(), type -> new ArrayList<>()).add(link);
        }
      }
    }
    return index.getOrDefault(kind, List.of()).stream().map(kind::cast).toList();
  }

  /** All links of one kind in one file. */
  <T extends Link> List<T> links(Class<T> kind, String path) {
    return at(path).map(FileScan::links).orElse(List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
