package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that never become pushes, as they read at {@code /api/v1/deliveries}. */
class IntakeTroubleTest {
  @TempDir Path folder;

  @Test
  void whatIsNotForUsIsNamedWithItsReasonAndStored() throws IOException {
    try (StubRegistry registry = new StubRegistry();
        ConfigRepoFixture repo = ConfigRepoFixture.start(folder);
        TroubleStage stage = TroubleStage.start(TroubleParts.of(folder, registry, repo))) {
      assertThat(stage.announce(registry.host(), "other/app", "1.0.0")).isEqualTo(202);
      assertThat(stage.announce("127.0.0.1:1", registry.host(), "acme/app", "1.0.0"))
          .isEqualTo(202);
      List<String> invalid =
          List.of("", " ", "-x", ".x", "a b", "a/b", "1.0.0@sha256:0", "\\n", "é", "x".repeat(129));
      for (String tag : invalid) {
        assertThat(stage.announce(registry.host(), "acme/app", tag)).as(tag).isEqualTo(400);
      }
      JsonNode deliveries = stage.api().json("/api/v1/deliveries").path("deliveries");
      assertThat(deliveries.findValuesAsText("outcome"))
          .hasSize(invalid.size() + 2)
          .endsWith("unreadable", "ignored", "ignored");
      assertThat(deliveries.path(invalid.size() + 1).path("reason").asText())
          .contains("not among the images that hook");
      assertThat(deliveries.findValuesAsText("reason").subList(0, invalid.size()))
          .allSatisfy(reason -> assertThat(reason).contains("tag"));
      assertThat(stage.api().pushes()).isEmpty();
      stage.assertDiscreet();
    }
  }
}
