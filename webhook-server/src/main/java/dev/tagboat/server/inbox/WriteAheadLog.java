package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file to which SQLite writes what is committed. SQLite itself would wait at each commit until
 * the disk has the file's times, too, and so for whatever else the file system's journal holds just
 * then; what was committed is safe when the disk has the bytes.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_synchronous">PRAGMA synchronous</a>
 * @see <a href="https://www.sqlite.org/walformat.html">The log's format</a>
 */
final class WriteAheadLog implements Durability {
  private final Path file;

  WriteAheadLog(Path database) {
    this.file = database.toAbsolutePath().resolveSibling(database.getFileName() + "-wal");
  }

  // Opened anew each time: SQLite removes the file with its last connection, and makes another.
  @Override
  public void reached() {
    try (FileChannel log = FileChannel.open(file, StandardOpenOption.WRITE)) {
      log.force(false);
    } catch (NoSuchFileException e) {
      // All of it was moved into the database, and SQLite has waited for the disk.
    } catch (IOException e) {
      throw new TransientFault("The disk does not take the database's log: " + e.getMessage(), e);
    }
  }
}
