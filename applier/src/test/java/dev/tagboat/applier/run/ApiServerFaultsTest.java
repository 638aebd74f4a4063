package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.kube.PlainAccess;
import dev.tagboat.applier.kube.fake.Asked;
import dev.tagboat.applier.kube.fake.FakeApiServer;
import dev.tagboat.applier.kube.fake.Trouble;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What goes wrong between the applier and an API server: whatever it is, nothing wrong is applied,
 * nothing wrong is deleted, and when it is over the cluster is as the repo says.
 */
final class ApiServerFaultsTest {
  private static final Map<String, Trouble> TROUBLES =
      Map.of(
          "429", new Trouble.Refused(429, "slow down", Map.of("Retry-After", "1")),
          "409",
              Trouble.Refused.status(
                  409,
                  "Conflict",
                  "Operation cannot be fulfilled on configmaps \"a\": the object has been modified;"
                      + " please apply your changes to the latest version and try again"),
          "500", Trouble.Refused.status(500, "InternalError", "something broke"),
          "etcd", Trouble.Refused.status(500, "", "etcdserver: request timed out"),
          "503", new Trouble.Refused(503, "", Map.of()),
          "no JSON", new Trouble.Refused(200, "<html>welcome</html>", Map.of()),
          "lost answer", new Trouble.LostAnswer(),
          "half answer", new Trouble.HalfAnswer(),
          "unheard", new Trouble.Unheard());

  @TempDir private Path folder;

  private final FakeApiServer server = FakeApiServer.start();
  private final List<Duration> pauses = new ArrayList<>();
  private Optional<String> token = Optional.empty();
  private Optional<Runnable> whilePausing = Optional.empty();
  private Scenario scene;

  @BeforeEach
  void begin() throws IOException {
    scene = scene("usual", Duration.ofSeconds(30));
    scene.configure("apply: { max-delete: 2 }\n");
  }

  private Scenario scene(String name, Duration timeout) throws IOException {
    return new Scenario(
        Files.createDirectory(folder.resolve(name)),
        "shop",
        PlainAccess.to(server.address(), () -> token.map(Secret::of)),
        timeout,
        pause());
  }

  private Pause pause() {
    return time -> {
      synchronized (pauses) {
        pauses.add(time);
      }
      whilePausing.ifPresent(Runnable::run);
    };
  }

  @AfterEach
  void end() {
    scene.close();
    server.close();
  }

  private static Trouble trouble(String name) {
    return Objects.requireNonNull(TROUBLES.get(name));
  }

  private void calm() {
    server.trouble(request -> Optional.empty());
  }

  private void trouble(Predicate<Asked> which, Trouble trouble) {
    server.trouble(request -> which.test(request) ? Optional.of(trouble) : Optional.empty());
  }

  static Stream<Arguments> storms() {
    return TROUBLES.keySet().stream()
        .sorted()
        .flatMap(name -> Stream.of(2, 3, 7, 10).map(every -> Arguments.of(name, every)));
  }

  @ParameterizedTest(name = "{0}, every {1}")
  @MethodSource("storms")
  void aStormEndsWhereTheCalmDoes(String name, int every) throws IOException {
    first();
    during(name, every, "first");
    strangers();
    second();
    during(name, every, "second");
    calm();
    assertThat(scene.look().isFailed()).isFalse();

    assertThat(state()).isEqualTo("a=new b=1 c=absent d=1 stranger=theirs tug=4");
    server.asked();
    scene.look();
    assertThat(server.asked()).noneMatch(Asked::isWrite);
  }

  private void first() throws IOException {
    scene
        .map("a", "{ k: old }")
        .map("b", "{ k: '1' }")
        .map("c", "{ k: '1' }")
        .map("d", "{ k: '1' }")
        .repo
        .put("boat.yaml", Boats.yaml("shop", 3))
        .commit();
  }

  private void strangers() {
    calm();
    scene.lookUntilGood(1);
    scene.applyAs("somebody", "stranger", "theirs");
    scene.setAs("kubectl-edit", "b", "by hand");
    scene.delete("d");
  }

  private void second() throws IOException {
    scene.map("a", "{ k: new }").repo.remove("c.yaml").put("boat.yaml", Boats.yaml("shop", 4));
    scene.repo.commit();
  }

  /** Six looks, each of which must say what was wrong, or have done all. */
  private void during(String name, int every, String phase) {
    Trouble trouble = trouble(name);
    boolean good = false;
    List<String> said = new ArrayList<>();
    // Reads are not overtaken.
    Predicate<Asked> which =
        request ->
            request.number() % every == 0
                && (!name.equals("409") || request.method().equals("PATCH"));
    trouble(which, trouble);
    for (int look = 0; look < 6; look++) {
      server.asked();
      Report report = scene.look();
      good |= !report.isFailed();
      said.add(reasons(report));
      List<Asked> asked = server.asked();
      assertThat(report.isFailed() && reasons(report).replaceAll("[\\[\\], ]", "").isEmpty())
          .as("a failure without a sentence")
          .isFalse();
      // Seven kinds and places are asked for, six times at the very most.
      assertThat(asked.stream().filter(Asked::isList).count()).as("%s", asked).isLessThan(43);
      assertThat(asked).hasSizeLessThan(250);
      calm();
      assertPossible(phase);
      trouble(which, trouble);
    }
    calm();
    assertThat(good || every < 7).as("it gets done in a storm: %s", said).isTrue();
  }

  private void assertPossible(String phase) {
    boolean isFirst = phase.equals("first");
    assertThat(scene.find("a").map(a -> scene.value("a")).orElse("absent"))
        .isIn(isFirst ? List.of("absent", "old") : List.of("old", "new"));
    if (!isFirst) {
      assertThat(scene.value("stranger")).isEqualTo("theirs");
      assertThat(scene.value("b")).isIn("by hand", "1");
    }
  }

  private String state() {
    StringBuilder state = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d", "stranger")) {
      state.append(name).append('=');
      state.append(scene.find(name).map(o -> o.at("/data/k").asText()).orElse("absent"));
      state.append(' ');
    }
    return state.append("tug=").append(Boats.size(scene, "shop")).toString();
  }

  @Test
  void theServersPauseIsKept() throws IOException {
    first();
    trouble(request -> request.number() == 3, trouble("429"));

    assertThat(scene.look().isFailed()).isFalse();
    assertThat(pauses).contains(Duration.ofSeconds(1));
  }

  @Test
  void writesThatHangAreDoneAgainAndComeToTheSame() throws IOException {
    scene.close();
    scene = scene("slow", Duration.ofMillis(500));
    first();
    CountDownLatch disk = new CountDownLatch(1);
    trouble(request -> request.isWrite() && disk.getCount() > 0, new Trouble.Held(disk));
    whilePausing = Optional.of(disk::countDown);

    scene.lookUntilGood(3);
    strangers();
    second();
    scene.configure("apply: { max-delete: 2 }\n");
    scene.lookUntilGood(3);

    assertThat(state()).isEqualTo("a=new b=1 c=absent d=1 stranger=theirs tug=4");
  }

  @Test
  void aTokenThatIsRefusedIsReadAgain() throws IOException {
    first();
    server.accept("second");
    token = Optional.of("first");
    Report refused = scene.look();
    server.asked();
    scene.look();
    int asked = server.asked().size();
    token = Optional.of("second");

    scene.lookUntilGood(1);

    assertThat(reasons(refused)).contains("does not accept our credentials (401)");
    assertThat(reasons(refused)).doesNotContain("first");
    assertThat(asked).as("a refused token is not tried again and again").isLessThan(3);
    assertThat(scene.value("a")).isEqualTo("old");
  }

  @Test
  void nothingIsDeletedWhileAPartOfDiscoveryIsAway() throws IOException {
    first();
    scene.lookUntilGood(1);
    scene.repo.remove("c.yaml").remove("boat.yaml").commit();
    scene.configure("apply: { max-delete: 4 }\n");
    trouble(request -> request.path().startsWith("/apis/example.org"), trouble("503"));

    Report report = scene.look();

    calm();
    assertThat(reasons(report)).contains("the API server answers 503 to GET /apis/example.org/v1");
    assertThat(Boats.size(scene, "shop")).isEqualTo("3");
    assertThat(scene.inventory().path("data").toString()).contains("Boat", "/c");
    scene.lookUntilGood(1);
    assertThat(Boats.size(scene, "shop")).isEqualTo("absent");
    assertThat(scene.find("c")).isEmpty();
  }

  @Test
  void aKindThatIsForbiddenIsNamed() throws IOException {
    first();
    scene.lookUntilGood(1);
    second();
    trouble(
        request -> request.path().contains("/boats"),
        Trouble.Refused.status(403, "Forbidden", "boats.example.org is forbidden"));

    Report report = scene.look();

    assertThat(reasons(report)).contains("boats.example.org is forbidden", "Give the service");
    assertThat(scene.value("c")).isEqualTo("1");
    calm();
    scene.lookUntilGood(1);
    assertThat(scene.find("c")).isEmpty();
  }

  @Test
  void aListThatFailsHalfwayDeletesNothing() throws IOException {
    first();
    scene.lookUntilGood(1);
    second();
    Function<String, Predicate<Asked>> of =
        plural -> request -> request.isList() && request.path().endsWith(plural);
    trouble(of.apply("/configmaps"), trouble("half answer"));

    Report report = scene.look();

    assertThat(reasons(report)).contains("did not answer GET /api/v1/configmaps");
    assertThat(state()).startsWith("a=old b=1 c=1 d=1");
    calm();
    scene.lookUntilGood(1);
    assertThat(state()).startsWith("a=new b=1 c=absent d=1");
  }
}
