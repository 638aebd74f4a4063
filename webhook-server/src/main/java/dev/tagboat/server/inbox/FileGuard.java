package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.UserFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second server away from an SQLite file: two would take each other's work. */
final class FileGuard implements AutoCloseable {
  private final FileChannel channel;

  private FileGuard(FileChannel channel) {
    this.channel = channel;
  }

  /** Makes the folder if need be, and holds the lock until closed or the process ends. */
  static FileGuard lock(Path database) {
    Path file = database.toAbsolutePath().resolveSibling(database.getFileName() + ".lock");
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isTaken(channel)) {
        return new FileGuard(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UserFault("The database folder of " + database + " cannot be written to: " + e, e);
    }
    throw new UserFault(
        "The database "
            + database
            + " is in use by another tagboat-server. Stop that one, or use PostgreSQL for many.");
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
