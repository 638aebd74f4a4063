package dev.tagboat.bot.scan;

import dev.tagboat.bot.config.PathFilter;
import dev.tagboat.bot.config.ScanSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A repo as a map; contents are ISO-8859-1 strings, one character a byte. */
public final class MemoryTree implements Tree {
  private final Map<String, String> files;
  private final PathFilter filter;

  private MemoryTree(Map<String, String> files, PathFilter filter) {
    this.files = new TreeMap<>(files);
    this.filter = filter;
  }

  public static MemoryTree of(Map<String, String> files, ScanSettings settings) {
    return new MemoryTree(files, settings.filter());
  }

  /** What there is in each file by itself. */
  public Map<String, FileScan> scanned(Scanner scanner) {
    Map<String, FileScan> scans = new TreeMap<>();
    search(Set.of(), file -> scans.put(file.path(), scanner.scan(file.path(), file.read())));
    return scans;
  }

  @Override
  public void search(Set<String> words, Consumer<File> found) {
    files.forEach(
        (path, content) -> {
          if (filter.accepts(path)
              && (words.isEmpty()
                  || words.stream()
                      .anyMatch(
                          word -> Scanner.holds(content.getBytes(StandardCharsets.UTF_8), word)))) {
            found.accept(new MemoryFile(path, content));
          }
        });
  }

  @Override
  public List<String> list(Set<String> directories) {
    return files.keySet().stream()
        .filter(path -> directories.contains(RepoPath.directory(path)) && filter.accepts(path))
        .toList();
  }

  @Override
  public void below(String directory, Consumer<File> found) {
    files.forEach(
        (path, content) -> {
          if (path.startsWith(directory + "/") && filter.accepts(path)) {
            found.accept(new MemoryFile(path, content));
          }
        });
  }

  @Override
  public Optional<File> find(String path) {
    String content = files.get(path);
    return content == null || !RepoPath.isInside(path) || filter.excludes(path)
        ? Optional.empty()
        : Optional.of(new MemoryFile(path, content));
  }

  private record MemoryFile(String path, String content) implements File {
    @Override
    public byte[] read() {
      return content.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
