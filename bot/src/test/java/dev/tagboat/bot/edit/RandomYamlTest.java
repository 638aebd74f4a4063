package dev.tagboat.bot.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.rules.Rulebook;
import dev.tagboat.bot.scan.MemoryTree;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Site;
import dev.tagboat.bot.scan.Survey;
import dev.tagboat.bot.scan.TextFinder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * A hundred thousand random trees, on all cores; {@code -Dtagboat.seed} and {@code -Dtagboat.trees}
 * for others. Each is bumped and compared with what its writer says, letter by letter; bumped back
 * and compared with how it was; and both are read by another reader, which must find the same
 * everywhere but at the places.
 */
class RandomYamlTest {
  private static final long SEED = Long.getLong("tagboat.seed", 20261124L);
  private static final int TREES = Integer.getInteger("tagboat.trees", 100_000);

  private static final ImageName IMAGE = ImageName.parse("acme/app").orElseThrow();
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());
  private static final Rulebook RULES = Rulebook.of(BotConfig.DEFAULTS, List.of());

  private final LongAdder places = new LongAdder();
  private final LongAdder readElsewhere = new LongAdder();

  /** What went wrong with one tree. */
  private record Failure(long seed, RandomTree tree, Throwable problem) {
    String report() {
      return "seed %d (%s):\n%s\n--- expected:\n%s\n--- %s"
          .formatted(seed, tree.kind(), tree.before(), tree.after(), problem);
    }
  }

  @Test
  void onlyTheTagsChangeAndTheWayBackRestoresEveryLetter() {
    long start = System.nanoTime();

    Optional<Failure> shortest =
        LongStream.range(SEED, SEED + TREES)
            .parallel()
            .mapToObj(this::failure)
            .flatMap(Optional::stream)
            .min(Comparator.comparingInt(failure -> failure.tree().before().length()));

    System.out.printf(
        "%d random trees from seed %d, %d places, %d trees read elsewhere, too: %d s%n",
        TREES,
        SEED,
        places.sum(),
        readElsewhere.sum(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds());
    assertThat(shortest.map(Failure::report)).as("the shortest text that fails").isEmpty();
    assertThat(readElsewhere.sum()).isGreaterThan(TREES / 2);
  }

  private Optional<Failure> failure(long seed) {
    RandomTree tree = RandomTree.of(seed);
    try {
      check(tree, seed % 2 == 0);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(new Failure(seed, tree, e));
    }
  }

  private void check(RandomTree tree, boolean core) {
    assertSame(bumped(tree, tree.before(), tree.tag()), tree.after());
    if (!tree.old().isEmpty()) {
      assertSame(bumped(tree, tree.after(), tree.old()), tree.before());
    }
    if (tree.kind() != RandomTree.Kind.ENV) {
      Optional<Integer> changes = Meaning.changes(tree.before(), tree.after(), core);
      changes.ifPresent(
          count -> {
            readElsewhere.increment();
            assertThat(count).isGreaterThanOrEqualTo(tree.places());
          });
    }
    places.add(tree.places());
  }

  private static void assertSame(String found, String expected) {
    if (!found.equals(expected)) {
      assertThat(found).isEqualTo(expected);
    }
  }

  private static String bumped(RandomTree tree, String text, String tag) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Wanted> wanted = List.of(new Wanted(IMAGE, new Tag(tag), null));
    BumpPlan plan = Planner.plan(wanted, RULES, sites(tree, bytes), true);
    assertThat(plan.bumps()).hasSize(tree.places());
    assertThat(plan.byFile()).hasSize(tree.places() == 0 ? 0 : 1);
    return Editor.edit(tree.file(), bytes, plan.bumps()).after();
  }

  private static List<Site> sites(RandomTree tree, byte[] bytes) {
    if (tree.kind() == RandomTree.Kind.TEXT_IN_TEXT) {
      return TextFinder.find(tree.file(), bytes);
    }
    if (tree.kind() != RandomTree.Kind.ENV && tree.kind() != RandomTree.Kind.COMPOSE) {
      return SCANNER.scan(tree.file(), bytes).sites();
    }
    Map<String, String> files = new HashMap<>(tree.around());
    files.put(tree.file(), new String(bytes, StandardCharsets.ISO_8859_1));
    return Survey.of(MemoryTree.of(files, BotConfig.DEFAULTS.scan()), SCANNER, List.of(IMAGE))
        .sites();
  }
}
