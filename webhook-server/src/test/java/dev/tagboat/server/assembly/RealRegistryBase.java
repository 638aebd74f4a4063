package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.embedded.ForgeHook;
import dev.tagboat.bot.git.TestGit;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RealRegistry;
import dev.tagboat.bot.registry.RealSkopeo;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.work.Pauses;
import dev.tagboat.server.work.Workers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way on real parts: Debian's docker-registry sends its notifications, images are pushed
 * by jib and skopeo, the config repo is reached over HTTP, and each exchange with the forge is held
 * to GitHub's description. On both databases by its two subclasses.
 */
@NeedsProgram({"docker-registry", "skopeo"})
abstract class RealRegistryBase {
  private static final String SECRET = "what-the-registry-knows";
  private static final Secret FORGE_SECRET = Secret.of("what-the-forge-signs-with");
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          spec:
            containers:
              - name: web
                image: "%s/acme/web:1.4.1"  # reviewed
      """;
  private static final String VALUES =
      """
      image:
        registry: %s
        repository: acme/api
        tag: 2.0.9
      """;

  @TempDir Path folder;

  private RealRegistry registry;
  private ConfigRepoFixture repo;
  private TagboatServer server;
  private ApiClient api;

  abstract DatabaseConfig database(Path dir);

  @BeforeEach
  void start() {
    TestGit.settle(folder);
    int port = FreePort.next();
    String url = "http://127.0.0.1:" + port;
    registry = RealRegistry.start(URI.create(url + "/hooks/main"), SECRET);
    repo =
        ConfigRepoFixture.start(
            folder, new ForgeHook(URI.create(url + "/forge-events"), FORGE_SECRET));
    repo.commit(
        "main",
        Map.of(
            "web.yaml",
            DEPLOYMENT.formatted(registry.host()),
            "values.yaml",
            VALUES.formatted(registry.host())));
    Workers.Outside outside =
        new Workers.Outside(
            OciRegistry.onlyConfigured(
                List.of(RegistrySettings.of(registry.host())), Clock.systemUTC()),
            repo.run(),
            repository -> repo.target());
    server = TagboatServer.start(config(port), outside, Pauses.Patience.DEFAULT, Clock.systemUTC());
    api = new ApiClient(port, "");
  }

  private ServerConfig config(int port) {
    Hook hook =
        new Hook(
            "main",
            HookType.DISTRIBUTION,
            AuthKind.BEARER,
            List.of(Secret.of(SECRET)),
            registry.host(),
            List.of(ImagePattern.parse(registry.host() + "/acme/*")));
    Repository repository =
        new Repository(
            repo.cloneUrl(),
            "main",
            new ForgeAccess(
                ForgeAccess.Type.GITHUB,
                null,
                null,
                Secret.of(ConfigRepoFixture.TOKEN),
                null,
                null,
                FORGE_SECRET,
                null),
            Repository.CommitMode.AUTO,
            List.of(ImagePattern.parse(registry.host() + "/acme/*")),
            null);
    return new ServerConfig(
        new Listen("127.0.0.1", port),
        database(folder),
        List.of(hook),
        List.of(),
        List.of(repository),
        null,
        folder);
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    repo.close();
  }

  @Test
  void aPushBecomesAPullRequestThatMovesAndIsMerged() throws IOException {
    String web = registry.host() + "/acme/web";
    TestImages.push(registry.host(), "acme/web", "1.4.2");
    JsonNode first = api.await(web, "1.4.2", "proposed");
    // Distribution tells of the manifest before it writes the tag; nothing else is waited for.
    List<String> steps = new ArrayList<>();
    for (JsonNode line : first.path("history")) {
      if (line.path("step").asText().equals("waiting")) {
        assertThat(steps).containsExactly("received");
        assertThat(line.path("detail").asText())
            .isEqualTo(web + ":1.4.2 is not in the registry (yet)");
      } else {
        steps.add(line.path("step").asText());
      }
    }
    assertThat(steps)
        .containsExactly(
            "received", "confirmed", "fetched", "planned", "committed", "pushed", "proposed");
    PullRequest opened = repo.pullRequests().get(0);
    assertThat(repo.read(opened.head(), "web.yaml"))
        .isEqualTo(DEPLOYMENT.formatted(registry.host()).replace("1.4.1", "1.4.2"));
    assertThat(repo.read(opened.head(), "values.yaml"))
        .isEqualTo(VALUES.formatted(registry.host()));

    TestImages.push(registry.host(), "acme/web", "1.4.3");
    api.await(web, "1.4.3", "proposed");
    assertThat(api.await(web, "1.4.2", "declined").path("sentence").asText())
        .isEqualTo("superseded by 1.4.3");
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(repo.commitsOn(opened.head())).hasSize(1);

    repo.forge().merge(ConfigRepoFixture.OWNER, ConfigRepoFixture.NAME, opened.number());
    api.await(web, "1.4.3", "merged");
    assertThat(repo.read("main", "web.yaml"))
        .isEqualTo(DEPLOYMENT.formatted(registry.host()).replace("1.4.1", "1.4.3"));
    repo.assertContract();
  }

  @Test
  void onlyTaggedImagesCountAndTheSameOnceOnly() throws IOException {
    String api2 = registry.host() + "/acme/api";
    TestImages.pushBySkopeo(registry.host(), "acme/api", "2.1.0");
    JsonNode proposed = api.await(api2, "2.1.0", "proposed");
    String again = "docker://" + api2 + ":2.1.0";
    RealSkopeo.inspect(again);
    RealSkopeo.copy(again, again);
    RealSkopeo.copy(again, "docker://" + api2 + ":sha256-" + "ab".repeat(32) + ".sig");
    RealSkopeo.copy(again, "docker://" + registry.host() + "/other/app:2.1.0");
    ApiClient.await("the last event", () -> deliveries().contains("other/app:2.1.0"));
    assertThat(deliveries())
        .contains("a signature or attestation, not an image")
        .contains("not among the images that hook 'main' may speak of");

    assertThat(api.pushes()).hasSize(1);
    assertThat(repo.pullRequests()).hasSize(1);
    assertThat(proposed.path("confirmedDigest").asText())
        .isEqualTo(proposed.path("digest").asText());
    assertThat(api.text("/metrics")).contains("hook=\"main\"");
    repo.assertContract();
  }

  private String deliveries() {
    try {
      return api.text("/api/v1/deliveries?limit=200&routine=false");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
