package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordIndexTest {
  private static final long PLENTY = 64 << 20;
  private static final List<ScanSettings> SETTINGS =
      List.of(
          settings(List.of(), List.of()),
          settings(List.of("**"), List.of()),
          settings(List.of("d0/**/*.yaml", "moved*/**"), List.of()),
          settings(List.of(), List.of("**/d1/**")),
          settings(List.of("**/*.yaml"), List.of("moved2/**", "*.yaml")));

  @TempDir Path directory;

  private static ScanSettings settings(List<String> include, List<String> exclude) {
    return new ScanSettings(include, exclude, List.of());
  }

  @ParameterizedTest(name = "seed {0}, {1} bytes of memory")
  @CsvSource({"1,67108864", "2,67108864", "3,67108864", "4,40000", "5,4000", "6,0"})
  void findsWhatAFullWalkFindsWhateverHappensToTheRepo(long seed, long bytes) throws IOException {
    Random random = new Random(seed);
    RandomRepo repo = new RandomRepo(directory.resolve("served"), random);
    WordIndex index = new WordIndex(RandomRepo.MAX_FILE, bytes);
    for (int step = 0; step < 60; step++) {
      List<String> words = random.nextBoolean() ? List.of(repo.word()) : words(repo);
      ScanSettings settings = SETTINGS.get(random.nextInt(SETTINGS.size()));
      onHead(
          repo,
          head ->
              assertThat(found(index, head, settings, words))
                  .isEqualTo(repo.holding(words, settings)));
      repo.step();
    }
  }

  private static List<String> words(RandomRepo repo) {
    return List.of(repo.word(), repo.word(), "nowhere");
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"11", "12", "13"})
  void readsOnlyContentsItHasNeverSeen(long seed) throws IOException {
    RandomRepo repo = new RandomRepo(directory.resolve("served"), new Random(seed));
    WordIndex index = new WordIndex(Integer.MAX_VALUE, PLENTY);
    ScanSettings everything = SETTINGS.get(1);
    onHead(repo, head -> found(index, head, everything, List.of("nowhere")));
    for (int step = 0; step < 20; step++) {
      Map<String, String> before = repo.files();
      repo.step();
      onHead(
          repo,
          head -> {
            found(index, head, everything, List.of("nowhere"));
            assertThat(head.read).isLessThanOrEqualTo(RandomRepo.fresh(before, repo.files()));
          });
    }
  }

  @Test
  void skipsDirectoriesThatHoldNoneOfTheWords() throws IOException {
    RandomRepo repo = new RandomRepo(directory.resolve("served"), new Random(20));
    WordIndex index = new WordIndex(RandomRepo.MAX_FILE, PLENTY);
    onHead(repo, head -> found(index, head, SETTINGS.get(0), List.of(repo.word())));
    onHead(
        repo,
        head -> {
          found(index, head, SETTINGS.get(0), List.of("nowhere"));
          assertThat(head.visited).isLessThan(repo.files().size() / 2);
          assertThat(head.read).isZero();
        });
  }

  private void onHead(RandomRepo repo, Consumer<CountingSnapshot> work) {
    GitRepositories repositories =
        new JGitRepositories(directory.resolve("mirrors"), GitSettings.defaults());
    GitRemote remote = new GitRemote(repo.bare().toUri(), null, null);
    try (GitRepository repository = repositories.open(remote)) {
      Snapshot head =
          repository.snapshot(
              Objects.requireNonNull(repository.fetch(List.of("main")).get("main")));
      work.accept(new CountingSnapshot(head));
    }
  }

  private static Set<String> found(
      WordIndex index, Snapshot snapshot, ScanSettings settings, List<String> words) {
    Set<String> paths = new TreeSet<>();
    index.find(snapshot, settings, words, entry -> paths.add(entry.path()));
    return paths;
  }
}
