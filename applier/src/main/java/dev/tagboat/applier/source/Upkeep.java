package dev.tagboat.applier.source;

import dev.tagboat.applier.config.SourceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Keeps the clone small. Each fetch adds a pack, and nothing merges packs: that would take memory
 * which the applier does not have. Instead, the clone is made anew from time to time.
 */
final class Upkeep {
  // Some hundred kilobytes each for a usual config repo; JGit opens all of them to find an object.
  private static final int MOST_PACKS = 50;
  private static final String FRESH = "config.git.new";
  private static final String OLD = "config.git.old";

  private final SourceConfig config;
  private final Limits limits;
  private final Path directory;

  /**
   * @param directory of the clone
   */
  Upkeep(SourceConfig config, Limits limits, Path directory) {
    this.config = config;
    this.limits = limits;
    this.directory = directory;
  }

  /** Where a new clone is made, beside the old one. */
  Path beside() {
    return directory.resolveSibling(FRESH);
  }

  /** Puts the clone that stands beside into the place of this one. */
  void swap() throws IOException {
    Path old = directory.resolveSibling(OLD);
    Clone.delete(old);
    if (Files.exists(directory)) {
      Files.move(directory, old);
    }
    Files.move(beside(), directory);
    Clone.delete(old);
  }

  /** After a crash in the middle of {@link #swap}. */
  void recover() throws IOException {
    Path old = directory.resolveSibling(OLD);
    if (!Files.exists(directory) && Files.exists(old)) {
      Files.move(old, directory);
    }
  }

  /**
   * Makes the clone anew when it has too many packs. Whatever goes wrong, the old one stays, and
   * the next revision tries again.
   *
   * @param commit that was just read, and must be in the new one too
   */
  void afterReading(String commit) {
    try {
      if (packs() <= MOST_PACKS) {
        return;
      }
      try {
        Clone.delete(beside());
        if (isFilled(ObjectId.fromString(commit))) {
          swap();
        }
      } finally {
        Clone.delete(beside());
      }
    } catch (IOException | RuntimeException e) {
      // Too many packs are slow, not wrong.
      return;
    }
  }

  private long packs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("objects/pack"))) {
      return files.filter(file -> file.toString().endsWith(".pack")).count();
    }
  }

  private boolean isFilled(ObjectId commit) throws IOException {
    try (Clone fresh = Clone.open(beside());
        Clone old = Clone.open(directory)) {
      Optional<String> kept = new KeptRef(old.repository(), config).read().map(ObjectId::name);
      new Fetching(fresh.repository(), config).fetch(commit, kept);
      new TreeReader(fresh.repository(), limits).read(commit.name(), config.path());
      return new KeptRef(fresh.repository(), config).takeFrom(old.repository(), config);
    }
  }
}
