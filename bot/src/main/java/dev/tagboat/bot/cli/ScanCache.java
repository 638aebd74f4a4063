package dev.tagboat.bot.cli;

import dev.tagboat.bot.cli.memory.ScanMemory;
import dev.tagboat.bot.cli.memory.ScanRun;
import dev.tagboat.bot.config.ScanSettings;
import java.io.IOException;
import java.nio.file.Files;
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

  private ScanCache(@Nullable Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  static ScanCache in(Context context) {
    return new ScanCache(CacheDirectory.of(context.env()).resolve("scans"), context.clock());
  }

  /** One that keeps nothing. */
  static ScanCache off(Context context) {
    return new ScanCache(null, context.clock());
  }

  /** Scans files of {@code root} with what is known of them. */
  List<ScanRun.Answer> scan(
      Path root,
      ScanSettings settings,
      List<ScanRun.Source> sources,
      Function<ScanMemory, ScanRun> run) {
    if (directory == null || sources.size() < WORTH) {
      return run.apply(ScanMemory.empty()).scan(sources);
    }
    Path file = directory.resolve(ScanMemory.fingerprint(root.toString()));
    String key = program() + " " + settings.fields();
    Instant started = clock.instant();
    ScanMemory memory = ScanMemory.read(file, key);
    List<ScanRun.Answer> answers = run.apply(memory).scan(sources);
    if (memory.isEmpty() || answers.stream().anyMatch(ScanRun.Answer::fresh)) {
      keep(file, key, started, answers);
    }
    return answers;
  }

  private static void keep(Path file, String key, Instant started, List<ScanRun.Answer> answers) {
    try {
      ScanRun.keep(file, key, started, answers);
    } catch (IOException e) {
      // A full disk or a read-only home costs the next run time, and this one nothing.
    }
  }

  // Another build may find other things in the same file.
  private static String program() {
    try {
      Path jar =
          Path.of(ScanCache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return jar + " " + Files.getLastModifiedTime(jar) + " " + Files.size(jar);
    } catch (java.net.URISyntaxException | IOException | RuntimeException e) {
      return "unknown " + System.nanoTime();
    }
  }
}
