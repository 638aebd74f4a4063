package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.BranchName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several runs at once, each with mirrors of its own, so that no lock holds them apart. */
final class RivalsTest {
  private static final long SEED = Long.getLong("tagboat.seed", 20261125L);
  private static final ImageName APP = ImageName.parse("ghcr.io/acme/app").orElseThrow();
  private static final String BRANCH = BranchName.of(APP);
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      spec:
        containers:
          - image: 'ghcr.io/acme/app:2.0.0'
      """;
  private static final int RIVALS = 4;
  private static final int ROUNDS = 4;
  private static final int TRIES = 10;

  @TempDir Path dir;

  @Test
  void oneBranchOneCommitAndOnePullRequestWhoeverWins() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(RIVALS);
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(dir)) {
      repo.commit("main", Map.of("pod.yaml", POD));
      for (int round = 0; round < ROUNDS; round++) {
        List<Integer> minors = minors(round);
        for (Outcome outcome : race(repo, threads, minors)) {
          assertThat(outcome)
              .as("round %d of seed %d: %s", round, SEED, outcome.sentence())
              .isNotInstanceOfAny(Outcome.Failed.class, Outcome.Later.class);
        }
        assertThat(repo.branches()).containsExactlyInAnyOrder("main", BRANCH);
        assertThat(repo.commitsOn(BRANCH)).hasSize(1);
        String highest = "2." + Collections.max(minors) + ".0";
        assertThat(repo.read(BRANCH, "pod.yaml")).contains("app:" + highest + "'");
        assertThat(repo.pullRequests())
            .singleElement()
            .satisfies(
                pr -> {
                  assertThat(pr.isOpen()).isTrue();
                  assertThat(pr.title()).endsWith(highest);
                });
      }
      repo.assertContract();
    } finally {
      threads.shutdownNow();
    }
  }

  /** Versions above those of the round before, each at a random place, some of them twice. */
  private static List<Integer> minors(int round) {
    Random random = new Random(SEED + round);
    return random.ints(RIVALS, 10 * round + 1, 10 * round + RIVALS).boxed().toList();
  }

  private List<Outcome> race(ConfigRepoFixture repo, ExecutorService threads, List<Integer> minors)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(minors.size());
    List<Future<Outcome>> running = new ArrayList<>();
    for (int i = 0; i < minors.size(); i++) {
      BumpRun run = ConfigRepoFixture.runIn(dir.resolve("mirrors-" + i));
      Tag tag = new Tag("2." + minors.get(i) + ".0");
      Candidate candidate = new Candidate(tag.value(), ImagePush.of(APP, tag, null), null);
      running.add(
          threads.submit(
              () -> {
                start.await();
                return propose(run, repo.target(), candidate);
              }));
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Future<Outcome> one : running) {
      outcomes.add(one.get());
    }
    return outcomes;
  }

  // A race that is lost again and again is worth another try, as the server gives it.
  private static Outcome propose(BumpRun run, Target target, Candidate candidate) {
    for (int attempt = 1; ; attempt++) {
      try {
        return run.propose(target, List.of(candidate), Progress.NONE).get(0);
      } catch (TransientFault fault) {
        if (attempt == TRIES) {
          throw fault;
        }
      }
    }
  }
}
