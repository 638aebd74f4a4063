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
record FileState(long size, long modified, long changed, long number) {
  private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino";
  private static final String BASIC = "size,lastModifiedTime";

  static FileState of(Path file) throws IOException {
    boolean unix = file.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> found =
        Files.readAttributes(file, unix ? UNIX : BASIC, LinkOption.NOFOLLOW_LINKS);
    return new FileState(
        number(found.get("size")),
        time(found.get("lastModifiedTime")),
        time(found.get("ctime")),
        number(found.get("ino")));
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
