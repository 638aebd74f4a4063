package dev.tagboat.bot.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Which build this is: another one may find other things in the same file. */
final class Program {
  /** Size of the record at the end of an archive without a comment (APPNOTE.TXT, 4.3.16). */
  private static final int END = 22;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int DIRECTORY_SIZE_AT = 12;
  private static final int MAX_DIRECTORY = 16 * 1024 * 1024;

  private Program() {}

  /** The same for the same content of the jar; empty when this does not run from one. */
  static Optional<String> id() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    try {
      Path jar = Path.of(source.getLocation().toURI());
      return Files.isRegularFile(jar)
          ? Optional.of(id(jar) + " " + Files.getLastModifiedTime(jar))
          : Optional.empty();
    } catch (URISyntaxException | IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  // Times and sizes of reproducible builds may be equal. The directory at the end of the jar, which
  // has a checksum of everything in it, is read in a fraction of the time of all of it.
  static String id(Path jar) throws IOException {
    try (FileChannel in = FileChannel.open(jar)) {
      ByteBuffer end = read(in, in.size() - END, END);
      int size = end.getInt(DIRECTORY_SIZE_AT);
      if (end.getInt(0) != END_SIGNATURE || size < 0 || size > MAX_DIRECTORY) {
        throw new IOException(jar + " does not end as a jar does");
      }
      ByteBuffer directory = read(in, in.size() - END - size, size);
      // Of the JDK's, only these are fast from the first call on.
      CRC32 one = new CRC32();
      CRC32C other = new CRC32C();
      one.update(directory.duplicate());
      other.update(directory);
      return in.size() + " " + one.getValue() + " " + other.getValue();
    }
  }

  private static ByteBuffer read(FileChannel in, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (from < 0 || in.read(buffer, from + buffer.position()) < 0) {
        throw new IOException("it is too short");
      }
    }
    return buffer.flip();
  }
}
