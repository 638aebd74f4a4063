package dev.tagboat.bot.cli.memory;

import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.Scanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Scans the files of a directory, several at once, and only those that are not known yet. */
public final class ScanRun {
  /** Files between two words about how far we are. */
  private static final int STEP = 50;

  private final ScanMemory memory;
  private final Scanner scanner;
  private final int limit;
  private final Consumer<String> progress;

  /**
   * @param limit how many bytes of a file are read at most
   * @param progress told now and then how far we are, by any thread
   */
  public ScanRun(ScanMemory memory, Scanner scanner, int limit, Consumer<String> progress) {
    this.memory = memory;
    this.scanner = scanner;
    this.limit = limit;
    this.progress = progress;
  }

  /**
   * A file to scan.
   *
   * @param state what it looked like before anybody read it
   */
  public record Source(String path, Path file, FileState state) {}

  /**
   * What became of one file.
   *
   * @param known null when it could not be read
   * @param failure why; null when it could
   * @param change what was done to know it
   */
  public record Answer(
      String path, @Nullable Known known, @Nullable IOException failure, Change change) {
    /** The file was scanned now. */
    public boolean fresh() {
      return change == Change.SCANNED;
    }
  }

  /** What was done to know a file. */
  public enum Change {
    /** Nothing: it looks as it did. */
    NONE,
    /** It was read, and what was known still holds. */
    READ,
    SCANNED,
    FAILED
  }

  /** One answer for each file, in their order. */
  public List<Answer> scan(List<Source> sources) {
    AtomicInteger done = new AtomicInteger();
    return sources.parallelStream()
        .map(
            source -> {
              Answer answer = scan(source);
              tell(done.incrementAndGet(), sources.size());
              return answer;
            })
        .toList();
  }

  private void tell(int done, int all) {
    if (done % STEP == 0) {
      progress.accept("scanned " + done + " of " + all + " files");
    }
  }

  private Answer scan(Source source) {
    try {
      FileState state = source.state();
      Known known = memory.find(source.path());
      if (known != null && known.state().equals(state) && memory.isSettled(state)) {
        return new Answer(source.path(), known, null, Change.NONE);
      }
      byte[] content = read(source.file(), state.size());
      String blobId = ScanMemory.blobId(content);
      if (known != null && known.blobId().equals(blobId)) {
        return new Answer(source.path(), known.looking(state), null, Change.READ);
      }
      FileScan scan = scanner.scan(source.path(), content);
      Known now = Known.of(state, blobId, source.path(), scan);
      return new Answer(source.path(), now, null, Change.SCANNED);
    } catch (IOException e) {
      return new Answer(source.path(), null, e, Change.FAILED);
    }
  }

  private byte[] read(Path file, long size) throws IOException {
    // One more than there should be, to see that there is none: most files are small, and a buffer
    // of the usual size for each would be most of what a scan leaves to the garbage collector.
    byte[] start = new byte[(int) Math.min(limit, size + 1)];
    try (var in = Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      int length = in.readNBytes(start, 0, start.length);
      if (length < start.length) {
        return Arrays.copyOf(start, length);
      }
      byte[] all = Arrays.copyOf(start, limit);
      int rest = in.readNBytes(all, length, limit - length);
      return Arrays.copyOf(all, length + rest);
    }
  }

  /**
   * Keeps what was found for the next run.
   *
   * @param started before the first file was looked at: what changes later is not known
   * @param basis of the outcomes that files have, each of them or none
   */
  public static void keep(
      Path file, String key, Instant started, ScanMemory.Basis basis, List<Answer> answers)
      throws IOException {
    Map<String, Known> all = new LinkedHashMap<>();
    for (Answer answer : answers) {
      Known known = answer.known();
      if (known != null) {
        all.put(answer.path(), known);
      }
    }
    ScanMemory.write(file, key, started, basis, all);
  }
}
