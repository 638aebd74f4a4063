package dev.tagboat.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo keeps its repository, images and database.
 *
 * @param kept whether it stays when the demo ends
 */
record Workplace(Path dir, boolean kept) implements AutoCloseable {

  /**
   * @param dir null for a temporary one that is deleted at the end
   * @throws DemoFailure when it cannot be used
   */
  static Workplace at(@Nullable Path dir) {
    try {
      return dir == null
          ? new Workplace(Files.createTempDirectory("tagboat-demo-"), false)
          : new Workplace(Files.createDirectories(dir.toAbsolutePath().normalize()), true);
    } catch (IOException e) {
      throw new DemoFailure(
          "The folder for the demo cannot be made (" + e + "). Choose another with --dir DIR.");
    }
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      Files.walkFileTree(dir, new Delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Delete extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      // Something that was just stopping deleted it itself.
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
