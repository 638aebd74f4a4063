package dev.tagboat.bot.cli.memory;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the files of one directory the last time, and what came of it. A file that
 * looks untouched is not read again; one that was touched is read, and scanned again only when git
 * would give its content another id. Lost or damaged, it costs time and nothing else.
 */
public final class ScanMemory {
  private static final int MAGIC = 0x54420002;

  /** Half a million files need less. */
  private static final long MAX_SIZE = 512L * 1024 * 1024;

  private static final int BUFFER = 1 << 16;

  /** Bytes of the shortest entry. */
  private static final int ENTRY = 4 * Long.BYTES;

  /** Clocks of file systems tick in steps, and two changes in one step look like one. */
  private static final long RACY = Duration.ofSeconds(3).toNanos();

  private final Map<String, Known> known;
  private final long savedAt;
  private final Basis basis;

  /**
   * What outcomes were made with, besides the files.
   *
   * @param settings name of the settings that held; empty when there are no outcomes
   * @param missing paths that the settings leave out, and where a file would have counted
   */
  public record Basis(String settings, List<String> missing) {
    /** There are no outcomes. */
    public static final Basis NONE = new Basis("", List.of());

    public Basis {
      missing = List.copyOf(missing);
    }
  }

  private ScanMemory(Map<String, Known> known, long savedAt, Basis basis) {
    this.known = known;
    this.savedAt = savedAt;
    this.basis = basis;
  }

  /** One that knows nothing. */
  public static ScanMemory empty() {
    return new ScanMemory(Map.of(), 0, Basis.NONE);
  }

  /**
   * @param key what must be the same for what is kept to be of use: program and settings
   */
  public static ScanMemory read(Path file, String key) {
    try {
      // A mapped file would save the copy, and end the program when somebody cuts it meanwhile.
      byte[] bytes = Files.size(file) > MAX_SIZE ? new byte[0] : Files.readAllBytes(file);
      ByteReader in = new ByteReader(bytes);
      if (in.fixed() != head(bytes, bytes.length) || !in.text().equals(fullKey(key))) {
        return empty();
      }
      long savedAt = in.fixed();
      Basis basis = new Basis(in.text(), texts(in));
      int count = in.count(ENTRY);
      Map<String, Known> known = new HashMap<>(count * 2);
      for (int i = 0; i < count; i++) {
        known.put(in.text(), Known.read(in));
      }
      return new ScanMemory(known, savedAt, basis);
    } catch (IOException | DamagedMemory e) {
      // Whatever is wrong with it, it can be made again.
      return empty();
    }
  }

  // What a disk or a crash did to it is seen at once; what a person did is seen where it is read.
  static long head(byte[] bytes, int size) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, Long.BYTES, Math.max(0, size - Long.BYTES));
    return head(sum.getValue());
  }

  private static long head(long sum) {
    return (long) MAGIC << Integer.SIZE | sum;
  }

  private static List<String> texts(ByteReader in) {
    int count = in.count(1);
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return known.isEmpty();
  }

  /** Whether it would be the same again after a run. */
  public boolean isSame(List<ScanRun.Answer> answers) {
    int found = 0;
    for (ScanRun.Answer answer : answers) {
      if (answer.change() != ScanRun.Change.NONE && answer.change() != ScanRun.Change.FAILED) {
        return false;
      }
      found += answer.known() == null ? 0 : 1;
    }
    return !isEmpty() && found == known.size();
  }

  /** What its outcomes were made with. */
  public Basis basis() {
    return basis;
  }

  @Nullable Known find(String path) {
    return known.get(path);
  }

  Set<String> paths() {
    return known.keySet();
  }

  /** Whether a file that looks as it did can be taken for unchanged. */
  boolean isSettled(FileState state) {
    return !state.isAfter(savedAt - RACY);
  }

  static void write(Path file, String key, Instant now, Basis basis, Map<String, Known> all)
      throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(folder, "scan-", ".tmp");
    try {
      ByteWriter head = new ByteWriter();
      head.text(fullKey(key));
      head.fixed(nanoseconds(now));
      head.text(basis.settings());
      head.number(basis.missing().size());
      basis.missing().forEach(head::text);
      write(temporary, head, all);
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(Path file, ByteWriter head, Map<String, Known> all) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      CheckedOutputStream out =
          new CheckedOutputStream(
              new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER), new CRC32C());
      channel.position(Long.BYTES);
      head.number(all.size());
      head.moveTo(out);
      for (Map.Entry<String, Known> entry : all.entrySet()) {
        head.text(entry.getKey());
        entry.getValue().write(head);
        head.moveTo(out);
      }
      out.flush();
      ByteBuffer start = ByteBuffer.allocate(Long.BYTES);
      start.putLong(0, head(out.getChecksum().getValue()));
      channel.write(start, 0);
    }
  }

  /** The id that git gives to a content. */
  static String blobId(byte[] content) {
    MessageDigest sha1 = digest("SHA-1");
    sha1.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
    return HexFormat.of().formatHex(sha1.digest(content));
  }

  /** A short name for any text. */
  public static String fingerprint(String text) {
    return fingerprint(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A short name for any bytes. */
  public static String fingerprint(byte[] bytes) {
    return HexFormat.of().formatHex(digest("SHA-256").digest(bytes), 0, 16);
  }

  private static String fullKey(String key) {
    return fingerprint(key + FileScans.description());
  }

  private static long nanoseconds(Instant now) {
    return now.getEpochSecond() * 1_000_000_000L + now.getNano();
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
