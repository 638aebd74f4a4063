package dev.tagboat.bot.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import okio.ByteString;

/**
 * One file for each entry in a directory that only its owner can read. Of files that grow too many
 * or too large together, those that were not used for longest go. A file is written beside its
 * place and then moved there, starts with the hash of what follows, and is as good as absent when
 * that does not match.
 */
public final class DiskMemory implements Memory {
  private static final int MAX_ENTRY = 4 * 1024 * 1024;
  private static final int HEAD = 64 + 1;

  private final Path directory;
  private final long maxBytes;
  private final Clock clock;
  private long size = -1;

  /**
   * @param maxBytes how much the directory may hold before old files go
   */
  DiskMemory(Path directory, long maxBytes, Clock clock) {
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.clock = clock;
  }

  /** At most 64 MiB in {@code directory}, which is made when it is needed and is ours alone. */
  public static DiskMemory in(Path directory, Clock clock) {
    return new DiskMemory(directory, 64L * 1024 * 1024, clock);
  }

  @Override
  public Optional<byte[]> find(String key) {
    Path file = file(key);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > HEAD + MAX_ENTRY + key.length() * 4L) {
        return Optional.empty();
      }
      Optional<byte[]> value = checked(Files.readAllBytes(file), key);
      if (value.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      }
      return value;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public synchronized void keep(String key, byte[] value) {
    if (value.length > MAX_ENTRY) {
      return;
    }
    try {
      byte[] content = content(key, value);
      prepare();
      Path scratch = Files.createTempFile(directory, "new", ".tmp");
      try {
        Files.write(scratch, content);
        Files.setLastModifiedTime(scratch, FileTime.from(clock.instant()));
        Files.move(scratch, file(key), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(scratch);
      }
      size += content.length;
      if (size > maxBytes) {
        sweep();
      }
    } catch (IOException e) {
      // A full or read-only disk: the next run asks again.
      size = -1;
    }
  }

  private static byte[] content(String key, byte[] value) {
    byte[] named = (key + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] entry = Arrays.copyOf(named, named.length + value.length);
    System.arraycopy(value, 0, entry, named.length, value.length);
    byte[] hash = hash(entry).getBytes(StandardCharsets.US_ASCII);
    byte[] content = Arrays.copyOf(hash, hash.length + entry.length);
    System.arraycopy(entry, 0, content, hash.length, entry.length);
    return content;
  }

  private static Optional<byte[]> checked(byte[] content, String key) {
    byte[] named = (key + "\n").getBytes(StandardCharsets.UTF_8);
    int start = HEAD + named.length;
    boolean whole =
        content.length >= start
            && Arrays.equals(Arrays.copyOfRange(content, HEAD, start), named)
            && new String(content, 0, HEAD, StandardCharsets.US_ASCII)
                .equals(hash(Arrays.copyOfRange(content, HEAD, content.length)));
    return whole
        ? Optional.of(Arrays.copyOfRange(content, start, content.length))
        : Optional.empty();
  }

  private static String hash(byte[] bytes) {
    return ByteString.of(bytes).sha256().hex() + "\n";
  }

  private Path file(String key) {
    return directory.resolve(ByteString.encodeUtf8(key).sha256().hex());
  }

  private void prepare() throws IOException {
    if (size < 0) {
      Files.createDirectories(directory);
      if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
      size = 0;
      for (Path file : files()) {
        size += Files.size(file);
      }
    }
  }

  // Down to three quarters, so that not every entry from now on needs a sweep.
  private void sweep() throws IOException {
    record Aged(Path file, FileTime used, long bytes) {}
    List<Aged> all = new ArrayList<>();
    for (Path file : files()) {
      all.add(new Aged(file, Files.getLastModifiedTime(file), Files.size(file)));
    }
    all.sort(Comparator.comparing(Aged::used));
    size = all.stream().mapToLong(Aged::bytes).sum();
    for (Aged oldest : all) {
      if (size <= maxBytes * 3 / 4) {
        return;
      }
      Files.deleteIfExists(oldest.file());
      size -= oldest.bytes();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
    }
  }
}
