package dev.tagboat.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
   * @param folder null for a temporary one that is deleted at the end
   * @throws DemoFailure when it cannot be used
   */
  static Workplace at(@Nullable Path folder) {
    return folder == null ? temporary() : kept(folder.toAbsolutePath().normalize());
  }

  private static Workplace temporary() {
    try {
      return new Workplace(Files.createTempDirectory("tagboat-demo-"), false);
    } catch (IOException e) {
      throw new DemoFailure(
          "No temporary folder can be made in "
              + System.getProperty("java.io.tmpdir")
              + "; choose one with --dir DIR.");
    }
  }

  private static Workplace kept(Path dir) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw unusable(dir, reason(dir));
    }
    if (!Files.isWritable(dir)) {
      throw unusable(dir, "nothing may be written there");
    }
    return new Workplace(dir, true);
  }

  private static DemoFailure unusable(Path dir, String reason) {
    return new DemoFailure(
        "The folder "
            + dir
            + " cannot be used, because "
            + reason
            + "; choose another with --dir DIR.");
  }

  // By what is there: the exceptions for one and the same reason differ from disk to disk.
  private static String reason(Path dir) {
    Path nearest = dir;
    while (!Files.exists(nearest, LinkOption.NOFOLLOW_LINKS) && nearest.getParent() != null) {
      nearest = nearest.getParent();
    }
    if (!Files.isDirectory(nearest)) {
      return nearest + " is no folder";
    }
    return "no folder can be made in " + nearest;
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
