package dev.tagboat.bot.cli.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What tells without reading it that a file is still the same, as git's own index does: size, times
 * of change of content and of attributes, and its number in the file system.
 *
 * @param modified in nanoseconds, as is {@code changed}
 * @param changed 0 where the system does not tell, as is {@code number}
 */
public record FileState(long size, long modified, long changed, long number) {
  private static final String BASIC = "size,lastModifiedTime";
  private static final String UNIX = "ctime,ino";

  /** The attributes to read for it, and what else somebody asks for in the same breath. */
  public static String attributes(Path file, String more) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix")
        ? "unix:" + BASIC + "," + UNIX + more
        : BASIC + more;
  }

  static FileState of(Path file) throws IOException {
    return of(Files.readAttributes(file, attributes(file, ""), LinkOption.NOFOLLOW_LINKS));
  }

  public static FileState of(Map<String, Object> attributes) {
    return new FileState(
        number(attributes.get("size")),
        time(attributes.get("lastModifiedTime")),
        time(attributes.get("ctime")),
        number(attributes.get("ino")));
  }

  static FileState read(ByteReader in) {
    return new FileState(in.fixed(), in.fixed(), in.fixed(), in.fixed());
  }

  void write(ByteWriter out) {
    out.fixed(size);
    out.fixed(modified);
    out.fixed(changed);
    out.fixed(number);
  }

  /** Whether something may have changed the file at or after a moment in nanoseconds. */
  boolean isAfter(long moment) {
    return modified >= moment || changed >= moment;
  }

  private static long time(@Nullable Object time) {
    return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
  }

  private static long number(@Nullable Object number) {
    return number instanceof Number known ? known.longValue() : 0;
  }
}
