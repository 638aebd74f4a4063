package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.registry.embedded.DemoImage;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistry;
import dev.tagboat.bot.registry.embedded.EmbeddedRegistryOptions;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server process (SIGKILL) at random moments while 200 pushes arrive, and starts it
 * again: every push that was answered with 202 has its outcome, each image has one pull request
 * with one commit, which proposes its newest tag.
 */
class CrashIT {
  private static final int IMAGES = 8;
  private static final int TAGS = 25;
  private static final int KILLS = 14;
  private static final String SECRET = "what-ci-knows-of-us";
  private static final String ADMIN = "what-the-operator-knows";

  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private record Push(int image, int patch) {
    String tag() {
      return "1.0." + patch;
    }

    String path() {
      return "acme/app-" + image;
    }
  }

  @Test
  void nothingIsLostAndNothingDoneTwice() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CrashIT seed " + seed);
    Random random = new Random(seed);
    try (EmbeddedRegistry registry =
            EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder)) {
      List<Push> pushes = pushImages(registry, random);
      repo.commit("main", manifests(registry.host()));
      int port = FreePort.next();
      Path config = config(registry.host(), repo, port);
      try (Server server = new Server(config, port)) {
        sendAndKill(server, registry.host(), pushes, random);
        check(server, repo, registry.host(), pushes);
      }
    }
  }

  private List<Push> pushImages(EmbeddedRegistry registry, Random random) {
    List<Push> pushes = new ArrayList<>();
    for (int image = 0; image < IMAGES; image++) {
      for (int patch = 1; patch <= TAGS; patch++) {
        Push push = new Push(image, patch);
        pushes.add(push);
        DemoImage.of(new Tag(push.tag()))
            .push(ImageName.of(registry.host(), push.path()).orElseThrow(), new Tag(push.tag()));
      }
    }
    Collections.shuffle(pushes, random);
    return pushes;
  }

  private static Map<String, String> manifests(String host) {
    Map<String, String> files = new HashMap<>();
    for (int image = 0; image < IMAGES; image++) {
      files.put(
          "apps/app-" + image + ".yaml",
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: app}
          spec:
            containers:
              - {name: app, image: "%s/acme/app-%d:1.0.0"} # one
          """
              .formatted(host, image));
    }
    return files;
  }

  private Path config(String host, ConfigRepoFixture repo, int port) throws IOException {
    return Files.writeString(
        folder.resolve("server.yaml"),
        """
        listen: 127.0.0.1:%d
        data: data
        admin-token: %s
        hooks:
          - { name: ci, type: generic, secret: "${HOOK_SECRET}", registry: "%s" }
        repositories:
          - url: %s
            forge: { type: github, token: "${FORGE_TOKEN}" }
            images: ["%s/acme/*"]
        """
            .formatted(port, "${ADMIN_TOKEN}", host, repo.cloneUrl(), host));
  }

  /** Started again whenever it is not there. */
  private final class Server implements AutoCloseable {
    private final Path config;
    private final ApiClient api;
    private ServerProcess process;

    Server(Path config, int port) {
      this.config = config;
      this.api = new ApiClient(port, ADMIN);
      this.process = start();
    }

    private ServerProcess start() {
      ServerProcess started =
          ServerProcess.start(
              folder.resolve("server.log"),
              Map.of(
                  "HOOK_SECRET",
                  SECRET,
                  "FORGE_TOKEN",
                  ConfigRepoFixture.TOKEN,
                  "ADMIN_TOKEN",
                  ADMIN),
              "serve",
              "--config",
              config.toString());
      ApiClient.await(
          "the server",
          () -> {
            assertThat(started.isAlive()).as(started.output()).isTrue();
            try {
              return !api.text("/readyz").isEmpty();
            } catch (IOException e) {
              return false;
            }
          });
      return started;
    }

    void crash() throws InterruptedException {
      process.kill();
      process = start();
    }

    @Override
    public void close() {
      process.close();
    }
  }

  // As a CI job does: again until it is answered with 202.
  private void sendAndKill(Server server, String host, List<Push> pushes, Random random)
      throws InterruptedException {
    Set<Integer> killAfter = new HashSet<>();
    while (killAfter.size() < KILLS) {
      killAfter.add(random.nextInt(pushes.size()));
    }
    for (int i = 0; i < pushes.size(); i++) {
      send(server, host, pushes.get(i));
      if (killAfter.contains(i)) {
        LockSupport.parkNanos(random.nextInt(400) * 1_000_000L);
        server.crash();
      }
    }
  }

  private void send(Server server, String host, Push push) {
    String body = "{\"image\":\"%s/%s\",\"tag\":\"%s\"}".formatted(host, push.path(), push.tag());
    ApiClient.await(
        "an answer",
        () -> {
          try {
            int status = server.api.post("/hooks/ci", SECRET, body);
            assertThat(status).isIn(202, 503);
            return status == 202;
          } catch (IOException e) {
            return false;
          }
        });
  }

  private void check(Server server, ConfigRepoFixture repo, String host, List<Push> pushes)
      throws IOException {
    ApiClient.await("all to come to an end", () -> all(server).stream().noneMatch(CrashIT::waits));
    List<JsonNode> stored = all(server);
    Set<String> references = new HashSet<>();
    for (JsonNode push : stored) {
      references.add(push.path("image").asText() + ":" + push.path("tag").asText());
      assertThat(push.path("state").asText()).as(push.toString()).isIn("proposed", "declined");
    }
    assertThat(references).hasSize(pushes.size());
    assertThat(repo.pullRequests()).hasSize(IMAGES);
    assertThat(repo.branches()).hasSize(IMAGES + 1);
    for (PullRequest pullRequest : repo.pullRequests()) {
      assertThat(pullRequest.isOpen()).isTrue();
      assertThat(repo.commitsOn(pullRequest.head())).hasSize(1);
      assertThat(pullRequest.title()).contains("1.0." + TAGS);
    }
    for (int image = 0; image < IMAGES; image++) {
      JsonNode newest = server.api.await(host + "/acme/app-" + image, "1.0." + TAGS, "proposed");
      String branch = newest.path("targets").path(0).path("branch").asText();
      String file = "apps/app-" + image + ".yaml";
      assertThat(repo.read(branch, file))
          .isEqualTo(manifests(host).getOrDefault(file, "").replace(":1.0.0", ":1.0." + TAGS));
    }
  }

  private static List<JsonNode> all(Server server) {
    try {
      return server.api.pushes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean waits(JsonNode push) {
    return Set.of("received", "confirmed").contains(push.path("state").asText());
  }
}
