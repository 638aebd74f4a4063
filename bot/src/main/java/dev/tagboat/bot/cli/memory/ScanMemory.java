package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in the files of one directory the last time. A file that looks untouched is not
 * read again; one that was touched is read, and scanned again only when git would give its content
 * another id. Lost or damaged, it costs time and nothing else.
 */
public final class ScanMemory {
  private static final int MAGIC = 0x54420001;
  private static final Shape SCAN = Shape.of(FileScan.class);

  /** Clocks of file systems tick in steps, and two changes in one step look like one. */
  private static final long RACY = Duration.ofSeconds(3).toNanos();

  private final Map<String, Known> known;
  private final long savedAt;

  /** What was found in one file, and what it looked like. */
  record Known(FileState state, String blobId, FileScan scan) {}

  private ScanMemory(Map<String, Known> known, long savedAt) {
    this.known = known;
    this.savedAt = savedAt;
  }

  /** One that knows nothing. */
  public static ScanMemory empty() {
    return new ScanMemory(Map.of(), 0);
  }

  /**
   * @param key what must be the same for what is kept to be of use: program and settings
   */
  public static ScanMemory read(Path file, String key) {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC) {
        return empty();
      }
      ShapeReader reader = new ShapeReader(in);
      if (!reader.text().equals(fullKey(key))) {
        return empty();
      }
      long savedAt = in.readLong();
      int count = in.readInt();
      Map<String, Known> known = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        String path = reader.text();
        FileState state = new FileState(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        String blobId = reader.text();
        if (reader.read(SCAN) instanceof FileScan scan) {
          known.put(path, new Known(state, blobId, scan));
        }
      }
      return new ScanMemory(known, savedAt);
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with it, it can be made again.
      return empty();
    }
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return known.isEmpty();
  }

  @Nullable Known find(String path) {
    return known.get(path);
  }

  /** Whether a file that looks as it did can be taken for unchanged. */
  boolean isSettled(FileState state) {
    return !state.isAfter(savedAt - RACY);
  }

  static void write(Path file, String key, Instant now, Map<String, Known> all) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path temporary = Files.createTempFile(folder, "scan-", ".tmp");
    try {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)))) {
        out.writeInt(MAGIC);
        ShapeWriter writer = new ShapeWriter(out);
        writer.text(fullKey(key));
        out.writeLong(nanoseconds(now));
        out.writeInt(all.size());
        for (Map.Entry<String, Known> entry : all.entrySet()) {
          writer.text(entry.getKey());
          FileState state = entry.getValue().state();
          out.writeLong(state.size());
          out.writeLong(state.modified());
          out.writeLong(state.changed());
          out.writeLong(state.number());
          writer.text(entry.getValue().blobId());
          writer.write(SCAN, entry.getValue().scan());
        }
      }
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
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
    byte[] hash = digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  private static String fullKey(String key) {
    return fingerprint(key + SCAN.description());
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
