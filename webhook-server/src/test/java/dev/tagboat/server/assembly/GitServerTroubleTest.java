package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A git server that does not let us in, is away, or has nothing yet. */
class GitServerTroubleTest {
  private static final String APP = "acme/app";

  @TempDir Path folder;

  private static String pod(StubRegistry registry, String tag) {
    return "kind: Pod\napiVersion: v1\nspec: {containers: [{image: '%s/%s:%s'}]}\n"
        .formatted(registry.host(), APP, tag);
  }

  @Test
  void anEmptyRepoSaysWhichBranchIsMissing() throws IOException {
    try (StubRegistry registry = new StubRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder);
        TroubleStage stage = TroubleStage.start(TroubleParts.of(folder, registry, repo))) {
      assertThat(TroubleStage.sentence(stage.outcome(registry.host(), APP, "1.1.0", "failed")))
          .startsWith("the config repo has no branch 'main'. Create it");
      stage.assertDiscreet();
    }
  }

  @Test
  void wrongCredentialsAreForAPerson() throws IOException {
    try (StubRegistry registry = new StubRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder);
        TroubleStage stage =
            TroubleStage.start(
                TroubleParts.of(folder, registry, repo).withToken("marker-wrong-77ab"))) {
      repo.commit("main", Map.of("good.yaml", pod(registry, "1.0.0")));
      JsonNode failed = stage.outcome(registry.host(), APP, "1.1.0", "failed");
      assertThat(TroubleStage.sentence(failed))
          .startsWith("fetching from " + repo.cloneUrl() + " failed: ")
          .contains("(401). Renew the token or password.");
      assertThat(failed.path("targets").path(0).path("attempts").asInt()).isEqualTo(1);
      stage.assertDiscreet();
    }
  }

  @Test
  void aServerThatComesBackIsWaitedFor() throws IOException {
    int port = FreePort.next();
    ConfigRepoFixture away = ConfigRepoFixture.start(folder, port);
    try (StubRegistry registry = new StubRegistry();
        TroubleStage stage =
            TroubleStage.start(TroubleParts.of(folder, registry, away).withAttempts(10_000))) {
      away.commit("main", Map.of("good.yaml", pod(registry, "1.0.0")));
      away.close();
      assertThat(stage.announce(registry.host(), APP, "1.1.0")).isEqualTo(202);
      JsonNode waiting = stage.awaitHistory(registry.host(), APP, "1.1.0", "; trying again at ");
      assertThat(waiting.path("state").asText()).isEqualTo("confirmed");
      assertThat(TroubleStage.history(waiting))
          .contains("waiting: fetching from " + away.cloneUrl() + " failed: ");
      try (ConfigRepoFixture back = ConfigRepoFixture.start(folder, port)) {
        JsonNode push = stage.api().await(registry.host() + "/" + APP, "1.1.0", "proposed");
        String branch = push.path("targets").path(0).path("branch").asText();
        assertThat(back.read(branch, "good.yaml")).isEqualTo(pod(registry, "1.1.0"));
        assertThat(back.commitsOn(branch)).hasSize(1);
        assertThat(back.pullRequests()).hasSize(1);
        stage.assertDiscreet();
      }
    }
  }
}
