package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.UUID;

/**
 * Replaces the content of files. All new content is on the disk, beside the old, before the first
 * file is replaced; each is replaced in one step, and keeps its permissions.
 *
 * <p>What is staged for a file has a name of its own, so that of two runs at once only one has it:
 * as with git's {@code index.lock}, the other fails before it has changed anything. When the
 * program is told to stop, it either finishes what it began to put into place, or leaves no trace.
 */
final class FileSwap implements AutoCloseable {
  private final Map<Path, Path> staged = new LinkedHashMap<>();
  private final Thread atShutdown = new Thread(this::abandon, "tagboat-abandon");
  private boolean abandoned;

  FileSwap() {
    Runtime.getRuntime().addShutdownHook(atShutdown);
  }

  /**
   * @param before what the file must still hold
   * @throws IOException when it holds something else, or cannot be written
   */
  synchronized void stage(Path file, byte[] before, byte[] after) throws IOException {
    goOn();
    if (Files.exists(file) && !Files.isWritable(file)) {
      // Replacing it would work all the same, and is what somebody wanted to prevent.
      throw new FileSystemException(file.toString(), null, "it is read-only");
    }
    Path temporary = beside(file);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      staged.put(file, temporary);
      keepAttributes(file, temporary);
      // Only now: a run that had the name before has put its content into place.
      if (!Arrays.equals(WorkTree.read(file), before)) {
        throw new FileSystemException(file.toString(), null, "it was changed by somebody else");
      }
      ByteBuffer buffer = ByteBuffer.wrap(after);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new FileSystemException(
          file.toString(),
          null,
          "another tagboat is at it, or one was killed and left "
              + temporary.getFileName()
              + " beside it, which can be deleted then");
    }
  }

  private static Path beside(Path file) {
    // The file's own name may be as long as a file system can have it already.
    UUID name = UUID.nameUUIDFromBytes(file.toUri().getRawPath().getBytes(StandardCharsets.UTF_8));
    return file.resolveSibling(".tagboat-" + name + ".tmp");
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

  /**
   * Puts everything staged into its place.
   *
   * @throws IOException when a file could not be replaced, with the number of those that were
   */
  synchronized void commit() throws IOException {
    goOn();
    int all = staged.size();
    for (Map.Entry<Path, Path> entry : new LinkedHashMap<>(staged).entrySet()) {
      replace(entry.getKey(), entry.getValue(), all - staged.size());
      staged.remove(entry.getKey());
    }
  }

  private static void replace(Path file, Path with, int done) throws IOException {
    try {
      Files.move(with, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      String before = done == 0 ? "nothing was changed" : done + " files before it were changed";
      throw new FileSystemException(file.toString(), null, Walk.reason(e) + "; " + before);
    }
  }

  /** Removes what was staged and not put into place. */
  @Override
  public void close() throws IOException {
    try {
      Runtime.getRuntime().removeShutdownHook(atShutdown);
    } catch (IllegalStateException e) {
      // It is under way, and cleans up as this does.
    }
    remove();
  }

  private void goOn() throws IOException {
    if (abandoned) {
      throw new IOException("the program is told to stop; nothing was changed");
    }
  }

  /** Leaves no trace of what is not in place yet; what is being put into place is waited for. */
  void abandon() {
    try {
      remove();
    } catch (IOException e) {
      // Nobody is left to be told; the next run names what lies about.
    }
  }

  private synchronized void remove() throws IOException {
    abandoned = true;
    for (Path temporary : staged.values()) {
      Files.deleteIfExists(temporary);
    }
    staged.clear();
  }
}
