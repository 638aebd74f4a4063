package dev.tagboat.applier.render;

import dev.tagboat.applier.fault.TransientFault;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A private folder for one rendering, that holds the repo and nothing else; gone at the end. */
final class Room implements AutoCloseable {
  private final Path home;
  private final Path repo;

  private Room(Path home) {
    this.home = home;
    this.repo = home.resolve("repo");
  }

  /**
   * @throws UserFault when a file would lie outside
   */
  static Room with(List<SourceFile> everything) {
    try {
      Room room = new Room(Files.createTempDirectory("tagboat-render-"));
      try {
        room.furnish(everything);
        return room;
      } catch (IOException | RuntimeException e) {
        room.close();
        throw e;
      }
    } catch (IOException e) {
      throw new TransientFault("there is no room to render in: " + e.getMessage(), e);
    }
  }

  private void furnish(List<SourceFile> everything) throws IOException {
    Files.createDirectory(repo);
    for (SourceFile file : everything) {
      Path path = repo.resolve(file.path()).normalize();
      if (!path.startsWith(repo)) {
        throw new UserFault(file.path() + " leads out of the repo");
      }
      Files.createDirectories(path.getParent());
      Files.write(path, file.bytes());
    }
  }

  /** Where a program may write. */
  Path home() {
    return home;
  }

  /**
   * @param path from the root of the repo
   */
  String in(String path) {
    return repo.resolve(path).toString();
  }

  /** What a program said, with paths from the root of the repo instead of those in here. */
  String without(String said) {
    return said.replace(repo + "/", "").replace(home + "/", "");
  }

  /** Puts a file beside the repo. */
  String put(String name, byte[] content) {
    try {
      return Files.write(home.resolve(name), content).toString();
    } catch (IOException e) {
      throw new TransientFault("there is no room to render in: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      throw new TransientFault("the room to render in cannot be cleared: " + e.getMessage(), e);
    }
  }
}
