package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Replaces the content of files. All new content is on the disk, beside the old, before the first
 * file is replaced; each is replaced in one step, and keeps its permissions.
 */
final class FileSwap implements AutoCloseable {
  private final Map<Path, Path> staged = new LinkedHashMap<>();

  /**
   * @param before what the file must still hold
   * @throws IOException when it holds something else, or cannot be written
   */
  void stage(Path file, byte[] before, byte[] after) throws IOException {
    if (!Arrays.equals(WorkTree.read(file), before)) {
      throw new FileSystemException(file.toString(), null, "it was changed by somebody else");
    }
    if (!Files.isWritable(file)) {
      // Replacing it would work all the same, and is what somebody wanted to prevent.
      throw new FileSystemException(file.toString(), null, "it is read-only");
    }
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(folder, ".tagboat-", ".tmp");
    staged.put(file, temporary);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(after);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    keepAttributes(file, temporary);
  }

  private static void keepAttributes(Path from, Path to) throws IOException {
    PosixFileAttributeView old =
        Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (old == null || view == null) {
      return;
    }
    PosixFileAttributes wanted = old.readAttributes();
    try {
      view.setGroup(wanted.group());
      view.setOwner(wanted.owner());
    } catch (IOException e) {
      // Only the superuser may give a file away; git keeps no owner either.
    }
    view.setPermissions(wanted.permissions());
  }

  /** Puts everything staged into its place. */
  void commit() throws IOException {
    for (Map.Entry<Path, Path> entry : new LinkedHashMap<>(staged).entrySet()) {
      Files.move(
          entry.getValue(),
          entry.getKey(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      staged.remove(entry.getKey());
    }
  }

  /** Removes what was staged and not put into place. */
  @Override
  public void close() throws IOException {
    for (Path temporary : staged.values()) {
      Files.deleteIfExists(temporary);
    }
  }
}
