package dev.tagboat.applier.run;

import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.config.Secret;
import dev.tagboat.applier.kube.PlainAccess;
import dev.tagboat.applier.kube.fake.Asked;
import dev.tagboat.applier.kube.fake.FakeApiServer;
import dev.tagboat.applier.kube.fake.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An API server that can be given any trouble, and a config repo that is applied to it. */
abstract class FaultyServer {
  static final Map<String, Trouble> TROUBLES =
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

  @TempDir Path folder;

  final FakeApiServer server = FakeApiServer.start();
  final List<Duration> pauses = new ArrayList<>();
  Optional<String> token = Optional.empty();
  Optional<Runnable> whilePausing = Optional.empty();
  Scenario scene;

  @BeforeEach
  void begin() throws IOException {
    scene = scene("usual", Duration.ofSeconds(30));
    scene.configure("apply: { max-delete: 2 }\n");
  }

  final Scenario scene(String name, Duration timeout) throws IOException {
    return new Scenario(
        Files.createDirectory(folder.resolve(name)),
        "shop",
        PlainAccess.to(server.address(), () -> token.map(Secret::of)),
        timeout,
        pause());
  }

  final Pause pause() {
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

  static Trouble trouble(String name) {
    return Objects.requireNonNull(TROUBLES.get(name));
  }

  final void calm() {
    server.trouble(request -> Optional.empty());
  }

  final void trouble(Predicate<Asked> which, Trouble trouble) {
    server.trouble(request -> which.test(request) ? Optional.of(trouble) : Optional.empty());
  }

  final void first() throws IOException {
    scene
        .map("a", "{ k: old }")
        .map("b", "{ k: '1' }")
        .map("c", "{ k: '1' }")
        .map("d", "{ k: '1' }")
        .repo
        .put("boat.yaml", Boats.yaml("shop", 3))
        .commit();
  }

  final void strangers() {
    calm();
    scene.lookUntilGood(1);
    scene.applyAs("somebody", "stranger", "theirs");
    scene.setAs("kubectl-edit", "b", "by hand");
    scene.delete("d");
  }

  final void second() throws IOException {
    scene.map("a", "{ k: new }").repo.remove("c.yaml").put("boat.yaml", Boats.yaml("shop", 4));
    scene.repo.commit();
  }

  /** Six looks, each of which must say what was wrong, or have done all. */
  final String state() {
    StringBuilder state = new StringBuilder();
    for (String name : List.of("a", "b", "c", "d", "stranger")) {
      state.append(name).append('=');
      state.append(scene.find(name).map(o -> o.at("/data/k").asText()).orElse("absent"));
      state.append(' ');
    }
    return state.append("tug=").append(Boats.size(scene, "shop")).toString();
  }
}
