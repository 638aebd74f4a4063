package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.RecordedRequest;
import dev.tagboat.bot.run.Effects.Trouble;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a run does, a fault at each thing that it changes: a run after it ends where one without
 * any fault does. The things are counted in a run without fault, not listed here.
 */
final class AfterEveryEffectTest {
  private static final int TRIES = 4;
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path dir;
  private final Set<String> shown = new TreeSet<>();
  private int repos;

  @TestFactory
  Stream<DynamicNode> aRunAfterAnyFaultEndsWhereOneWithoutDoes() {
    return Stream.concat(
        Scene.ALL.stream().map(this::container),
        Stream.of(
            DynamicTest.dynamicTest(
                "every effect is shown in a scene",
                () -> assertThat(shown).containsAll(Effects.all()))));
  }

  private DynamicNode container(Scene scene) {
    Path prepared = directory();
    try (ConfigRepoFixture repo = ConfigRepoFixture.start(prepared, clock())) {
      scene.prepare(repo);
    }
    try (ConfigRepoFixture repo = repo(prepared)) {
      Effects effects = Effects.calm();
      assertThat(scene.run(repo, effects)).noneMatch(Outcome.Failed.class::isInstance);
      repo.assertContract();
      assertThat(effects.done())
          .as("%s shows something", scene)
          .anyMatch(effect -> !effect.equals("git fetch") && !effect.endsWith("/graphql"));
      System.out.println("AfterEveryEffectTest: " + scene + " " + effects.done());
      shown.addAll(effects.methods());
      End calm = End.of(repo);
      return DynamicContainer.dynamicContainer(
          scene.name(),
          IntStream.rangeClosed(1, effects.done().size())
              .boxed()
              .flatMap(
                  nth ->
                      Stream.of(Trouble.values())
                          .map(t -> test(scene, prepared, nth, t, effects, calm))));
    }
  }

  private DynamicNode test(
      Scene scene, Path prepared, int nth, Trouble trouble, Effects effects, End calm) {
    String name = trouble + " at " + nth + ", " + effects.done().get(nth - 1);
    return DynamicTest.dynamicTest(
        name,
        () -> {
          try (ConfigRepoFixture repo = repo(prepared)) {
            Effects faulty = Effects.with(trouble, nth);
            attempt(scene, repo, faulty);
            assertThat(faulty.done()).as("the fault happened").hasSizeGreaterThanOrEqualTo(nth);
            untilDone(scene, repo);
            assertThat(End.of(repo)).isEqualTo(calm);
            changesNothing(scene, repo, calm);
          }
        });
  }

  private Path directory() {
    return dir.resolve("repo-" + ++repos);
  }

  private static Clock clock() {
    return new MannersTestBase.Hands(NOW);
  }

  private ConfigRepoFixture repo(Path prepared) {
    return ConfigRepoFixture.copy(prepared, directory(), clock());
  }

  /** As a caller does it that lives on: what is worth another try gets one. */
  private static void untilDone(Scene scene, ConfigRepoFixture repo) {
    for (int i = 1; i <= TRIES; i++) {
      if (attempt(scene, repo, Effects.calm())) {
        return;
      }
    }
    throw new AssertionError("trouble that passed was not got over");
  }

  private static boolean attempt(Scene scene, ConfigRepoFixture repo, Effects effects) {
    try {
      List<Outcome> outcomes = scene.run(repo, effects);
      assertThat(outcomes).noneMatch(Outcome.Failed.class::isInstance);
      return outcomes.stream().noneMatch(Outcome.Later.class::isInstance);
    } catch (TransientFault | Effects.Death passing) {
      return false;
    }
  }

  private static void changesNothing(Scene scene, ConfigRepoFixture repo, End calm) {
    repo.forge().forgetRequests();
    untilDone(scene, repo);
    assertThat(repo.forge().requests())
        .filteredOn(request -> !request.method().equals("GET"))
        .extracting(RecordedRequest::path)
        .allMatch(path -> path.endsWith("/graphql") || path.endsWith("/git-upload-pack"));
    assertThat(End.of(repo)).isEqualTo(calm);
  }

  /** All that people can see, without what the clock or chance has made of it. */
  private record End(
      Map<String, List<String>> branches,
      List<String> pullRequests,
      List<String> comments,
      Map<String, List<String>> statuses,
      List<String> deployments) {

    static End of(ConfigRepoFixture repo) {
      Map<String, List<String>> branches = new TreeMap<>();
      Map<String, List<String>> statuses = new TreeMap<>();
      for (String branch : repo.branches()) {
        statuses.put(branch, repo.forge().statuses("acme", "config", branch));
        branches.put(branch, branch.equals("main") ? List.of() : contents(repo, branch));
      }
      Forge forge = repo.target().forge();
      List<String> comments = new ArrayList<>();
      List<String> pulls = new ArrayList<>();
      for (PullRequest one : repo.pullRequests()) {
        PullRequest whole = forge.get(one.number()).orElseThrow();
        pulls.add(
            String.join(
                "\n",
                List.of(
                    whole.state() + " of " + whole.head(),
                    whole.title(),
                    whole.body(),
                    whole.marks() + " " + whole.autoMerge(),
                    repo.forge().milestone("acme", "config", one.number()).toString())));
        forge
            .comments(one.number())
            .forEach(
                comment ->
                    comments.add(
                        comment.author()
                            + ": "
                            + comment.body()
                            + repo.forge().reactions("acme", "config", comment.id())));
      }
      Collections.sort(pulls);
      return new End(
          branches, pulls, comments, statuses, repo.forge().deployments("acme", "config"));
    }

    private static List<String> contents(ConfigRepoFixture repo, String branch) {
      List<String> all = new ArrayList<>();
      all.add(repo.commitsOn(branch).size() + " commits");
      String raw = repo.raw(branch);
      all.add(raw.substring(raw.indexOf("\n\n")));
      for (String file : List.of("a/pod.yaml", "a/db.yaml", "README.md", "hand.txt")) {
        all.add(file + ": " + repo.read(branch, file));
      }
      return all;
    }
  }
}
