package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server as a process whose disk takes no more. A limit on the size of files stands for the
 * disk: it needs no rights and no second file system, and writes fail in the middle just the same.
 */
@NeedsProgram("prlimit")
class FullDiskIT {
  private static final String SECRET = "what-ci-knows-of-us";
  private static final String ADMIN = "what-the-operator-knows";

  /** 4 MiB: more than SQLite's native library, which is unpacked first, and its empty tables. */
  private static final int BLOCKS = 8 * 1024;

  // Long names fill the tables sooner.
  private static final String LONG = "other/" + "x".repeat(200);
  private static final String FILLER = "-" + "y".repeat(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path folder;

  private final int port = FreePort.next();
  private final ApiClient api = new ApiClient(port, ADMIN);

  private Path config(String host, ConfigRepoFixture repo) throws IOException {
    return Files.writeString(
        folder.resolve("server.yaml"),
        """
        listen: 127.0.0.1:%d
        data: data
        admin-token: ${ADMIN_TOKEN}
        hooks:
          - { name: ci, type: generic, secret: "${HOOK_SECRET}", registry: "%s" }
          - { name: many, type: distribution, secret: "${HOOK_SECRET}", registry: "%s" }
        repositories:
          - url: %s
            forge: { type: github, token: "${FORGE_TOKEN}" }
            images: ["%s/acme/*"]
        """
            .formatted(port, host, host, repo.cloneUrl(), host));
  }

  private ServerProcess start(Path config, boolean limited) {
    Map<String, String> environment =
        Map.of("HOOK_SECRET", SECRET, "FORGE_TOKEN", ConfigRepoFixture.TOKEN, "ADMIN_TOKEN", ADMIN);
    Path log = folder.resolve("server.log");
    String[] serve = {"serve", "--config", config.toString()};
    ServerProcess started =
        limited
            ? ServerProcess.startLimited(log, environment, BLOCKS, serve)
            : ServerProcess.start(log, environment, serve);
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

  private int announce(String image, String tag) throws IOException {
    String event = "{\"image\":\"%s\",\"tag\":\"%s\"}".formatted(image, tag);
    return api.post("/hooks/ci", SECRET, event);
  }

  private static String stop(ServerProcess server) throws InterruptedException {
    server.terminate();
    assertThat(server.awaitExit(60)).isEqualTo(143);
    return server.output();
  }

  @Test
  void withoutRoomForTheMirrorThePushWaitsAndSaysWhere() throws Exception {
    try (StubRegistry registry = new StubRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder)) {
      String image = registry.host() + "/acme/app";
      String pod =
          "kind: Pod\napiVersion: v1\nspec: {containers: [{image: '%s:1.0.0'}]}\n".formatted(image);
      repo.commit("main", Map.of("pod.yaml", pod, "video.bin", noise()));
      Path config = config(registry.host(), repo);
      try (ServerProcess server = start(config, true)) {
        assertThat(announce(image, "1.1.0")).isEqualTo(202);
        ApiClient.await("the disk to be full", () -> onlyPush().contains("takes no more"));
        JsonNode waiting = api.await(image, "1.1.0", "confirmed");
        assertThat(TroubleStage.history(waiting))
            .contains("waiting: fetching from " + repo.cloneUrl() + " failed: the disk takes no")
            .contains(" more for the mirror in " + folder.resolve("data").resolve("mirrors"))
            .contains("Free some space there, or raise the limit.; trying again at ");
        assertThat(stop(server)).doesNotContain("\tat ");
      }
      try (ServerProcess server = start(config, false)) {
        JsonNode push = api.await(image, "1.1.0", "proposed");
        String branch = push.path("targets").path(0).path("branch").asText();
        assertThat(repo.read(branch, "pod.yaml")).isEqualTo(pod.replace("1.0.0", "1.1.0"));
        assertThat(repo.commitsOn(branch)).hasSize(1);
        assertThat(repo.pullRequests()).hasSize(1);
        assertThat(stop(server)).contains("listening on");
      }
    }
  }

  /** The newest push with its history, as text. */
  private String onlyPush() {
    try {
      String id = api.pushes().get(0).path("id").asText();
      return api.text("/api/v1/pushes/" + id);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  // Cannot be packed into less than 6 MiB.
  private static String noise() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8 << 20; i++) {
      text.append((char) (' ' + random.nextInt(64)));
    }
    return text.toString();
  }

  @Test
  void withoutRoomForTheDatabaseTheSenderIsAskedToComeBack() throws Exception {
    try (StubRegistry registry = new StubRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder)) {
      Path config = config(registry.host(), repo);
      List<String> accepted = new ArrayList<>();
      try (ServerProcess server = start(config, true)) {
        fill(accepted);
        assertThat(api.pushes()).as("reading goes on").isNotEmpty();
        server.liftLimit();
        ApiClient.await("room", () -> send("now-there-is-room", accepted));
        assertThat(stop(server))
            .contains("The event could not be stored: The database does not take it: [SQLITE_")
            .doesNotContain("\tat ");
      }
      try (ServerProcess server = start(config, false)) {
        List<String> kept = new ArrayList<>();
        api.pushes().forEach(push -> kept.add(push.path("tag").asText()));
        assertThat(kept).containsExactlyInAnyOrderElementsOf(accepted);
        api.await(registry.host() + "/" + LONG, accepted.get(0), "unrouted");
        assertThat(stop(server)).contains("listening on");
      }
    }
  }

  /** Until it is refused some times. */
  private void fill(List<String> accepted) {
    int refused = 0;
    for (int batch = 0; refused < 3; batch++) {
      if (!send("batch-" + batch, accepted)) {
        refused++;
      }
    }
  }

  /** Many at once; all of them are accepted, or none. */
  private boolean send(String name, List<String> accepted) {
    List<String> tags = IntStream.range(0, 100).mapToObj(i -> i + "-" + name + FILLER).toList();
    String events = tags.stream().map(FullDiskIT::event).collect(Collectors.joining(",", "[", "]"));
    try {
      HttpResponse<String> answer =
          api.posted("/hooks/many", SECRET, "{\"events\":" + events + "}");
      if (answer.statusCode() == 202) {
        accepted.addAll(tags);
        return true;
      }
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String event(String tag) {
    return """
    {"action":"push","target":{"mediaType":"application/vnd.oci.image.manifest.v1+json",\
    "repository":"%s","tag":"%s","digest":"%s"}}\
    """
        .formatted(LONG, tag, StubRegistry.DIGEST);
  }
}
