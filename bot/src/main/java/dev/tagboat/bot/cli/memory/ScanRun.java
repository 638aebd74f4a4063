package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scans the files of a directory, several at once, and only those that are not known yet. */
public final class ScanRun {
  private final ScanMemory memory;
  private final Scanner scanner;
  private final int limit;
  private final Runnable passed;

  /**
   * @param limit how many bytes of a file are read at most
   * @param passed run after each file, by many threads
   */
  public ScanRun(ScanMemory memory, Scanner scanner, int limit, Runnable passed) {
    this.memory = memory;
    this.scanner = scanner;
    this.limit = limit;
    this.passed = passed;
  }

  /** A file to scan. */
  public record Source(String path, Path file) {}

  /**
   * What became of one file.
   *
   * @param scan null when it could not be read
   * @param failure why; null when it could
   * @param fresh whether it was scanned now
   */
  public record Answer(
      String path,
      ScanMemory.@Nullable Known known,
      @Nullable FileScan scan,
      @Nullable IOException failure,
      boolean fresh) {}

  /** One answer for each file, in their order. */
  public List<Answer> scan(List<Source> sources) {
    return sources.parallelStream().map(this::passing).toList();
  }

  private Answer passing(Source source) {
    Answer answer = scan(source);
    passed.run();
    return answer;
  }

  private Answer scan(Source source) {
    try {
      FileState state = FileState.of(source.file());
      ScanMemory.@Nullable Known known = memory.find(source.path());
      if (known != null && known.state().equals(state) && memory.isSettled(state)) {
        return new Answer(source.path(), known, known.scan(), null, false);
      }
      byte[] content = read(source.file());
      String blobId = ScanMemory.blobId(content);
      boolean same = known != null && known.blobId().equals(blobId);
      FileScan scan = same && known != null ? known.scan() : scanner.scan(source.path(), content);
      ScanMemory.Known now = new ScanMemory.Known(state, blobId, scan);
      return new Answer(source.path(), now, scan, null, !same);
    } catch (IOException e) {
      return new Answer(source.path(), null, null, e, false);
    }
  }

  private byte[] read(Path file) throws IOException {
    try (var in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(limit);
    }
  }

  /**
   * Keeps what was found for the next run.
   *
   * @param started when the first file was looked at: what changes later is not known
   */
  public static void keep(Path file, String key, Instant started, List<Answer> answers)
      throws IOException {
    Map<String, ScanMemory.Known> all = new LinkedHashMap<>();
    for (Answer answer : answers) {
      ScanMemory.Known known = answer.known();
      if (known != null) {
        all.put(answer.path(), known);
      }
    }
    ScanMemory.write(file, key, started, all);
  }
}
