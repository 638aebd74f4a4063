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
      FileState state = FileState.of(source.file());
      ScanMemory.@Nullable Known known = memory.find(source.path());
      if (known != null && known.state().equals(state) && memory.isSettled(state)) {
        return new Answer(source.path(), known, known.scan(), null, false);
      }
      byte[] content = read(source.file(), state.size());
      String blobId = ScanMemory.blobId(content);
      boolean same = known != null && known.blobId().equals(blobId);
      FileScan scan = same && known != null ? known.scan() : scanner.scan(source.path(), content);
      ScanMemory.Known now = new ScanMemory.Known(state, blobId, scan);
      return new Answer(source.path(), now, scan, null, !same);
    } catch (IOException e) {
      return new Answer(source.path(), null, null, e, false);
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
