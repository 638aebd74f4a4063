package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * New content beside the file that it is for. Whoever is at work holds a lock on it, which the
 * system takes back from a program that is killed: what nobody has locked was left behind.
 */
final class StagedFile {
  private final Path path;
  private final FileChannel channel;

  private StagedFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * @throws FileSystemException about {@code file}, when another run is at it
   */
  static StagedFile create(Path file, Path temporary) throws IOException {
    try {
      return create(temporary);
    } catch (FileAlreadyExistsException e) {
      removeLeftover(file, temporary);
    }
    try {
      return create(temporary);
    } catch (FileAlreadyExistsException e) {
      throw isTaken(file, temporary);
    }
  }

  private static StagedFile create(Path temporary) throws IOException {
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try {
      if (isLocked(channel)) {
        return new StagedFile(temporary, channel);
      }
    } catch (IOException e) {
      // A file system without locks: then nothing that is left behind can be told from what is not.
      return new StagedFile(temporary, channel);
    }
    channel.close();
    throw new FileAlreadyExistsException(temporary.toString());
  }

  // A name can change hands between two looks at it, and then it is another file's.
  private static void removeLeftover(Path file, Path temporary) throws IOException {
    @Nullable Object before = key(temporary);
    try (FileChannel leftover =
        FileChannel.open(temporary, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      if (before == null || !isLocked(leftover) || !Objects.equals(before, key(temporary))) {
        throw isTaken(file, temporary);
      }
      Files.deleteIfExists(temporary);
    } catch (NoSuchFileException e) {
      // Its owner was done with it just now.
    }
  }

  /** What tells one file from another whatever their names; null when there is none. */
  private static @Nullable Object key(Path path) throws IOException {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return attributes.isRegularFile() ? attributes.fileKey() : null;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  // Held until the channel is closed.
  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static FileSystemException isTaken(Path file, Path temporary) {
    return new FileSystemException(
        file.toString(),
        null,
        "another tagboat is at it, and has "
            + temporary.getFileName()
            + " beside it; if there is none, that can be deleted");
  }

  Path path() {
    return path;
  }

  void write(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      channel.write(content);
    }
  }

  /** Waits until the content is on the disk. */
  void force() throws IOException {
    channel.force(true);
  }

  void release() throws IOException {
    channel.close();
  }
}
