package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.DamagedMemory;
import dev.tagboat.bot.cli.memory.ScanMemory;
import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.ScanSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers between runs what was found in the files of a large directory. */
final class ScanCache {
  /** Scanning fewer files takes less time than it is worth to leave something behind. */
  private static final int WORTH = 500;

  private final @Nullable Path directory;
  private final Clock clock;
  private final @Nullable String program;
  private final int worth;

  private ScanCache(@Nullable Path directory, Clock clock, @Nullable String program, int worth) {
    this.directory = directory;
    this.clock = clock;
    this.program = program;
    this.worth = worth;
  }

  static ScanCache in(Context context) {
    Path directory = CacheDirectory.of(context.env()).resolve("scans");
    return new ScanCache(directory, context.clock(), Program.id().orElse(null), WORTH);
  }

  /**
   * @param program what is the same only for programs that find the same
   * @param worth how many files a directory must have
   */
  static ScanCache in(Path directory, Clock clock, String program, int worth) {
    return new ScanCache(directory, clock, program, worth);
  }

  /** One that keeps nothing. */
  static ScanCache off(Context context) {
    return new ScanCache(null, context.clock(), null, WORTH);
  }

  /** Now, for {@link Kept#keep}. */
  Instant now() {
    return clock.instant();
  }

  /**
   * Does something with what is known of the files of {@code root}.
   *
   * @param files how many there are
   * @param work done again without it where what was kept turns out to be damaged
   */
  <T> T with(Path root, ScanSettings settings, int files, Function<Kept, T> work) {
    if (directory == null || program == null || files < worth) {
      return work.apply(new Kept(null, "", ScanMemory.empty()));
    }
    Path file = directory.resolve(ScanMemory.fingerprint(root.toString()));
    String key = program + " " + settings.fields();
    try {
      return work.apply(new Kept(file, key, ScanMemory.read(file, key)));
    } catch (DamagedMemory e) {
      return work.apply(new Kept(file, key, ScanMemory.empty()));
    }
  }

  /**
   * What is known of the files of one directory.
   *
   * @param file null when nothing is to be kept
   */
  record Kept(@Nullable Path file, String key, ScanMemory memory) {
    void keep(Instant started, ScanMemory.Basis basis, List<ScanRun.Answer> answers) {
      if (file != null) {
        try {
          ScanRun.keep(file, key, started, basis, answers);
        } catch (IOException e) {
          // A full disk or a read-only home costs the next run time, and this one nothing.
        }
      }
    }
  }
}
