package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was found in each file that was looked at, by path. */
final class Scans {
  private final Map<String, FileScan> files = new TreeMap<>();

  void add(String path, FileScan scan) {
    files.put(path, scan);
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

  /** All links of one kind, in the order of the files. */
  <T extends Link> List<T> links(Class<T> kind) {
    return files.values().stream()
        .flatMap(scan -> scan.links().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** All links of one kind in one file. */
  <T extends Link> List<T> links(Class<T> kind, String path) {
    return at(path).map(FileScan::links).orElse(List.of()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
