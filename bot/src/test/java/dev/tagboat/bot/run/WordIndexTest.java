package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.git.GitRepositories;
import dev.tagboat.bot.git.GitRepository;
import dev.tagboat.bot.git.GitSettings;
import dev.tagboat.bot.git.JGitRepositories;
import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.run.RandomRepo.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NeedsProgram("git")
class WordIndexTest {
  private static final int STEPS = 60;
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
    onEach(
        repo,
        (state, snapshot) -> {
          List<String> words = random.nextBoolean() ? List.of(repo.word()) : words(repo);
          ScanSettings settings = SETTINGS.get(random.nextInt(SETTINGS.size()));
          assertThat(found(index, snapshot, settings, words))
              .isEqualTo(state.holding(words, settings));
        });
  }

  private static List<String> words(RandomRepo repo) {
    return List.of(repo.word(), repo.word(), "nowhere");
  }

  @ParameterizedTest(name = "seed {0}")
  @CsvSource({"11", "12", "13"})
  void readsOnlyContentsItHasNeverSeen(long seed) throws IOException {
    RandomRepo repo = new RandomRepo(directory.resolve("served"), new Random(seed));
    WordIndex index = new WordIndex(Integer.MAX_VALUE, PLENTY);
    Set<String> seen = new HashSet<>();
    onEach(
        repo,
        (state, snapshot) -> {
          int before = seen.size();
          seen.addAll(state.files().values());
          found(index, snapshot, SETTINGS.get(1), List.of("nowhere"));
          assertThat(snapshot.read).isEqualTo(seen.size() - before);
        });
  }

  @Test
  void skipsDirectoriesThatHoldNoneOfTheWords() throws IOException {
    RandomRepo repo = new RandomRepo(directory.resolve("served"), new Random(20));
    WordIndex index = new WordIndex(RandomRepo.MAX_FILE, PLENTY);
    onEach(
        repo,
        (state, snapshot) -> {
          found(index, snapshot, SETTINGS.get(0), List.of(repo.word()));
          CountingSnapshot again = new CountingSnapshot(snapshot);
          found(index, again, SETTINGS.get(0), List.of("nowhere"));
          assertThat(again.visited).isLessThan(state.files().size() / 2);
          assertThat(again.read).isZero();
        });
  }

  private void onEach(RandomRepo repo, BiConsumer<State, CountingSnapshot> work)
      throws IOException {
    List<State> states = repo.live(STEPS);
    GitRepositories repositories =
        new JGitRepositories(directory.resolve("mirrors"), GitSettings.defaults());
    try (GitRepository repository = repositories.open(new GitRemote(repo.url(), null, null))) {
      Map<String, CommitId> heads = repository.fetch(states.stream().map(State::branch).toList());
      for (State state : states) {
        Snapshot snapshot = repository.snapshot(Objects.requireNonNull(heads.get(state.branch())));
        work.accept(state, new CountingSnapshot(snapshot));
      }
    }
  }

  private static Set<String> found(
      WordIndex index, Snapshot snapshot, ScanSettings settings, List<String> words) {
    Set<String> paths = new TreeSet<>();
    index.find(snapshot, settings, words, entry -> paths.add(entry.path()));
    return paths;
  }
}
