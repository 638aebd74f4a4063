package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.NeedsProgram;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.OciRegistry;
import dev.tagboat.bot.registry.RealRegistry;
import dev.tagboat.bot.registry.RegistrySettings;
import dev.tagboat.bot.registry.TestImages;
import dev.tagboat.bot.run.BumpRun;
import dev.tagboat.bot.run.ConfigRepoFixture;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Poll;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.work.Pauses;
import dev.tagboat.server.work.Workers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that tells nobody of pushes: its images are looked at. */
@NeedsProgram("docker-registry")
class PolledRegistryTest {
  @TempDir Path folder;
  private final RealRegistry registry = RealRegistry.start();
  private ConfigRepoFixture repo;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(folder);
  }

  @AfterEach
  void stop() {
    registry.close();
    repo.close();
  }

  private TagboatServer server(int port) {
    String host = registry.host();
    Repository repository =
        new Repository(
            repo.cloneUrl(),
            "main",
            ForgeAccess.github(null, Secret.of(ConfigRepoFixture.TOKEN)),
            Repository.CommitMode.AUTO,
            List.of(ImagePattern.parse(host + "/acme/*")),
            null);
    ImageName web = ImageName.of(host, "acme/web").orElseThrow();
    ServerConfig config =
        new ServerConfig(
            new Listen("127.0.0.1", port),
            TestDatabase.sqlite(folder),
            List.of(),
            List.of(),
            List.of(repository),
            null,
            folder,
            List.of(new Poll(web, Poll.USUAL, Duration.ZERO, Poll.Tags.ALL)));
    BumpRun run = repo.run();
    Workers.Outside outside =
        new Workers.Outside(
            OciRegistry.onlyConfigured(List.of(RegistrySettings.of(host)), Clock.systemUTC()),
            run,
            r -> repo.target(),
            run);
    return TagboatServer.start(config, outside, Pauses.Patience.DEFAULT, Clock.systemUTC());
  }

  @Test
  void whatWasMissedBecomesTheSamePullRequestAsItsEventWouldHave() throws IOException {
    for (String tag : List.of("1.3.9", "1.4.1", "1.4.2", "1.10.0", "latest", "1.11.0-alpine")) {
      TestImages.push(registry.host(), "acme/web", tag);
    }
    String image = registry.host() + "/acme/web";
    repo.commit(
        "main",
        Map.of(
            "web.yaml",
            "kind: Pod\nspec: {containers: [{image: \"" + image + ":1.4.1\"}]}\napiVersion: v1\n"));
    int port = FreePort.next();
    try (TagboatServer server = server(port)) {
      ApiClient api = new ApiClient(server.port(), "");
      JsonNode push = api.await(image, "1.10.0", "proposed");

      assertThat(api.pushes()).hasSize(1);
      assertThat(push.path("hook").asText()).isEqualTo("(poll)");
      assertThat(push.at("/evidence/digest")).isEqualTo(push.path("confirmedDigest"));
      assertThat(push.at("/evidence/platforms/0/size").asLong()).isPositive();
      PullRequest opened = repo.pullRequests().get(0);
      assertThat(repo.read(opened.head(), "web.yaml")).contains(":1.10.0");
      assertThat(opened.body()).contains("what the image says of itself", "linux/amd64");
    }
    repo.assertContract();
  }
}
