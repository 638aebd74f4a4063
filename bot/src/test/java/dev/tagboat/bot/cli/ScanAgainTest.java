package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a look at a tree gives with what earlier ones left, and what it gives without: always the
 * same, whatever happened to the tree in between.
 */
class ScanAgainTest {
  private static final int TREES = 12;
  private static final int EDITS = 25;

  @TempDir private Path dir;

  private static List<String> look(Path root, ScanCache cache) {
    List<String> said = new ArrayList<>();
    Listing listing = WorkTree.open(root.toString(), text -> {}).listing(cache, said::add);
    listing.forEach((file, row) -> said.add(file + " " + row));
    return said;
  }

  private ScanCache cache(String program, int worth) {
    // Long after all changes, so that looks are trusted; the system's numbers tell changes apart.
    Clock later = Clock.fixed(Instant.now().plus(Duration.ofHours(1)), ZoneOffset.UTC);
    return ScanCache.in(dir.resolve("cache"), later, program, worth);
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Test
  void whatIsKeptChangesNothing() throws IOException {
    long seed = Long.getLong("tagboat.seed", 20261126L);
    System.out.println("ScanAgainTest: -Dtagboat.seed=" + seed);
    Random random = new Random(seed);
    for (int i = 0; i < TREES; i++) {
      Path root = Files.createDirectories(dir.resolve("tree"));
      LinkedTree tree = new LinkedTree(root, random);
      tree.fill();
      for (int edit = 0; edit < EDITS; edit++) {
        List<String> with = look(root, cache("one", 1));
        List<String> without = look(root, cache("one", Integer.MAX_VALUE));
        assertThat(with)
            .as("seed %d, tree %d, after: %s", seed, i, tree.edits())
            .isEqualTo(without);
        tree.change();
      }
      delete(root);
    }
  }
}
