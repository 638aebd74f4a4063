package dev.tagboat.bot.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Replaces the content of files. All new content is on the disk, beside the old, before the first
 * file is replaced; each is replaced in one step, and keeps its permissions.
 *
 * <p>What is staged for a file has a name of its own, so that of two runs at once only one has it:
 * as with git's {@code index.lock}, the other fails before it has changed anything. What a run left
 * that was killed is taken away (see {@link StagedFile}). When the program is told to stop, it
 * either finishes what it began to put into place, or leaves no trace.
 */
final class FileSwap implements AutoCloseable {
  /** A disk takes as long for some as for one: it writes them down together. */
  private static final int AT_ONCE = 16;

  /** Systems bound the files that a program may have open, some at 4096. */
  private static final int MAX_WAITING = 1000;

  private final Map<Path, StagedFile> staged = new LinkedHashMap<>();

  /** What is written and may not be on the disk yet. */
  private final List<StagedFile> waiting = new ArrayList<>();

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
    StagedFile temporary = StagedFile.create(file, beside(file));
    staged.put(file, temporary);
    keepAttributes(file, temporary.path());
    // Only now: a run that had the name before has put its content into place.
    if (!Arrays.equals(WorkTree.read(file), before)) {
      throw new FileSystemException(file.toString(), null, "it was changed by somebody else");
    }
    temporary.write(ByteBuffer.wrap(after));
    waiting.add(temporary);
    if (waiting.size() == MAX_WAITING) {
      forceWaiting();
    }
  }

  // The first ones stay locked: another run over the same files meets those first.
  private void forceWaiting() throws IOException {
    force(waiting);
    if (staged.size() > MAX_WAITING) {
      for (StagedFile file : waiting) {
        file.release();
      }
    }
    waiting.clear();
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
    forceWaiting();
    int all = staged.size();
    Set<Path> directories = new LinkedHashSet<>();
    for (Map.Entry<Path, StagedFile> entry : new LinkedHashMap<>(staged).entrySet()) {
      replace(entry.getKey(), entry.getValue().path(), all - staged.size());
      staged.remove(entry.getKey());
      entry.getValue().release();
      directories.add(entry.getKey().toAbsolutePath().getParent());
    }
    directories.forEach(FileSwap::forceDirectory);
  }

  private static void force(List<StagedFile> files) throws IOException {
    if (files.size() < 2) {
      for (StagedFile file : files) {
        file.force();
      }
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, files.size()));
    try {
      List<Future<Path>> all =
          files.stream().map(file -> threads.submit(() -> forced(file))).toList();
      for (Future<Path> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw new IOException(Walk.reason(failure) + "; nothing was changed", e);
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the program is told to stop; nothing was changed", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Path forced(StagedFile file) throws IOException {
    file.force();
    return file.path();
  }

  private static void replace(Path file, Path with, int done) throws IOException {
    try {
      Files.move(with, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      String before = done == 0 ? "nothing was changed" : done + " files before it were changed";
      throw new FileSystemException(file.toString(), null, Walk.reason(e) + "; " + before);
    }
  }

  // The new names are there whether or not a crash can undo them, so a failure is none of ours.
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets a directory be opened.
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
      // Nobody is left to be told; the next run takes away what lies about.
    }
  }

  private synchronized void remove() throws IOException {
    abandoned = true;
    for (StagedFile temporary : staged.values()) {
      Files.deleteIfExists(temporary.path());
      temporary.release();
    }
    staged.clear();
  }
}
