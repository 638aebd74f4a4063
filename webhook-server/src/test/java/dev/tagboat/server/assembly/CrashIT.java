package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.TestGit;
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
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server process (SIGKILL) at random moments while four senders post 200 pushes, and
 * while it works on them, and starts it again: every push that was answered with 202 has its
 * outcome, each image has one pull request with one commit, which proposes its newest tag.
 */
class CrashIT {
  private static final int IMAGES = 8;
  private static final int TAGS = 25;
  private static final int SENDERS = 4;
  private static final int KILLS_WHILE_SENDING = 8;
  private static final int KILLS_AFTERWARDS = 4;
  private static final String SECRET = "what-ci-knows-of-us";
  private static final String ADMIN = "what-the-operator-knows";

  @TempDir Path folder;

  private record Push(int image, int patch) {
    String tag() {
      return "1.0." + patch;
    }

    String path() {
      return "acme/app-" + image;
    }

    String event(String host) {
      return "{\"image\":\"%s/%s\",\"tag\":\"%s\"}".formatted(host, path(), tag());
    }
  }

  @Test
  void nothingIsLostAndNothingDoneTwice() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CrashIT seed " + seed);
    Random random = new Random(seed);
    TestGit.settle(folder);
    try (EmbeddedRegistry registry =
            EmbeddedRegistry.start(EmbeddedRegistryOptions.temporary(), Clock.systemUTC());
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder)) {
      List<Push> pushes = pushImages(registry, random);
      repo.commit("main", manifests(registry.host()));
      int port = FreePort.lasting();
      ApiClient api = new ApiClient(port, ADMIN);
      Path config = config(registry.host(), repo, port);
      try (MortalServer server =
              new MortalServer(folder.resolve("server.log"), environment(), config, api);
          StubbornSenders senders =
              new StubbornSenders(api, "/hooks/ci", SECRET, events(pushes, registry), SENDERS)) {
        killWhileSending(server, senders, pushes.size(), random);
        killAtWork(server, random);
        awaitEnd(api);
        everyPushHasItsOutcome(api, registry.host(), pushes);
        eachImageHasOnePullRequest(api, repo, registry.host());
      }
    }
  }

  private static List<String> events(List<Push> pushes, EmbeddedRegistry registry) {
    return pushes.stream().map(push -> push.event(registry.host())).toList();
  }

  private static Map<String, String> environment() {
    return Map.of(
        "HOOK_SECRET", SECRET, "FORGE_TOKEN", ConfigRepoFixture.TOKEN, "ADMIN_TOKEN", ADMIN);
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

  // Each life gets its share of the pushes and ends at a random one of their answers, a moment
  // after it: then requests are in flight. Every other one works for a while before.
  private static void killWhileSending(
      MortalServer server, StubbornSenders senders, int all, Random random)
      throws InterruptedException {
    int share = all / KILLS_WHILE_SENDING;
    for (int kill = 0; kill < KILLS_WHILE_SENDING; kill++) {
      pause(kill % 2 == 0 ? 0 : random.nextInt(800_000));
      int answers = senders.answered() + random.nextInt(share);
      senders.allow(share);
      senders.awaitAnswers(answers);
      pause(random.nextInt(4_000));
      server.crash();
    }
    senders.allow(all - share * KILLS_WHILE_SENDING);
    senders.awaitAnswers(all);
    System.out.println("CrashIT: kills broke " + senders.broken() + " requests in flight");
    assertThat(senders.broken()).as("requests that a kill left without an answer").isPositive();
  }

  private static void killAtWork(MortalServer server, Random random) throws InterruptedException {
    for (int kill = 0; kill < KILLS_AFTERWARDS; kill++) {
      pause(random.nextInt(1_000_000));
      server.crash();
    }
  }

  private static void pause(int micros) {
    LockSupport.parkNanos(micros * 1_000L);
  }

  private static void awaitEnd(ApiClient api) {
    ApiClient.await(
        "all to come to an end",
        ApiClient.UNDER_LOAD,
        () -> all(api).stream().noneMatch(CrashIT::waits));
  }

  // By tag: one that was sent again after its answer was lost may be there twice.
  private static void everyPushHasItsOutcome(ApiClient api, String host, List<Push> pushes) {
    Set<String> references = new HashSet<>();
    for (JsonNode push : all(api)) {
      references.add(push.path("image").asText() + ":" + push.path("tag").asText());
      assertThat(push.path("state").asText()).as(push.toString()).isIn("proposed", "declined");
    }
    assertThat(references)
        .containsExactlyInAnyOrderElementsOf(
            pushes.stream().map(push -> host + "/" + push.path() + ":" + push.tag()).toList());
  }

  private static void eachImageHasOnePullRequest(ApiClient api, ConfigRepoFixture repo, String host)
      throws IOException {
    Set<String> branches = new HashSet<>();
    for (int image = 0; image < IMAGES; image++) {
      JsonNode newest = api.await(host + "/acme/app-" + image, "1.0." + TAGS, "proposed");
      String branch = newest.path("targets").path(0).path("branch").asText();
      branches.add(branch);
      String file = "apps/app-" + image + ".yaml";
      assertThat(repo.read(branch, file))
          .isEqualTo(manifests(host).getOrDefault(file, "").replace(":1.0.0", ":1.0." + TAGS));
    }
    assertThat(branches).hasSize(IMAGES);
    assertThat(repo.pullRequests())
        .allMatch(PullRequest::isOpen)
        .allMatch(pullRequest -> pullRequest.title().contains("1.0." + TAGS))
        .extracting(PullRequest::head)
        .containsExactlyInAnyOrderElementsOf(branches);
    assertThat(branches).allSatisfy(branch -> assertThat(repo.commitsOn(branch)).hasSize(1));
    branches.add("main");
    assertThat(repo.branches()).containsExactlyInAnyOrderElementsOf(branches);
  }

  private static List<JsonNode> all(ApiClient api) {
    try {
      return api.pushes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean waits(JsonNode push) {
    return Set.of("received", "confirmed").contains(push.path("state").asText());
  }
}
