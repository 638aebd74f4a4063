package dev.tagboat.bot.registry.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes directory trees; links are deleted, never followed. */
final class Trees {
  private Trees() {}

  /** Deletes what is in {@code directory}. */
  static void clear(Path directory) throws IOException {
    for (Path path : deepestFirst(directory)) {
      if (!path.equals(directory)) {
        Files.deleteIfExists(path);
      }
    }
  }

  static void delete(Path directory) throws IOException {
    clear(directory);
    Files.deleteIfExists(directory);
  }

  private static List<Path> deepestFirst(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
