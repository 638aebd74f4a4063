package dev.tagboat.bot.forge.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedForgeTest {
  @TempDir Path dir;

  @Test
  void aBusyPortIsSaid() {
    try (EmbeddedForge first = EmbeddedForge.start(ForgeConfig.in(dir.resolve("a")))) {
      ForgeConfig second = ForgeConfig.in(dir.resolve("b")).withPort(first.webUrl().getPort());

      assertThatThrownBy(() -> EmbeddedForge.start(second))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining(first.webUrl().getAuthority())
          .hasMessageContaining("Choose another port");
    }
  }

  @Test
  void anUnreadableStateIsSaidAndThePortIsFreeAgain() throws IOException {
    Files.writeString(dir.resolve("forge.json"), "{");
    ForgeConfig config = ForgeConfig.in(dir);

    assertThatThrownBy(() -> EmbeddedForge.start(config))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("forge.json");
  }

  @Test
  void namesStayInTheDirectory() {
    try (EmbeddedForge forge = EmbeddedForge.start(ForgeConfig.in(dir))) {
      assertThatThrownBy(() -> forge.addRepository("..", "x")).isInstanceOf(UserFault.class);
      assertThatThrownBy(() -> forge.addRepository("acme", "a/b")).isInstanceOf(UserFault.class);
      assertThatThrownBy(() -> forge.commit("acme", "none", "main", "dev", "m", Map.of()))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining("acme/none");
      assertThat(forge.addRepository("acme", "config")).isDirectory();
    }
  }

  @Test
  void aPersonDecides() {
    try (ForgeFixture fixture = ForgeFixture.start(ForgeFixture.config(dir))) {
      EmbeddedForge forge = fixture.forge;
      fixture.open("a");
      fixture.open("b");

      // In this order: both branches point to the same commit, which the merge brings in.
      forge.closePullRequest("acme", "config", 2);
      forge.merge("acme", "config", 1);

      assertThat(forge.pullRequests("acme", "config"))
          .extracting(PullRequest::state)
          .containsExactly(PullRequest.State.MERGED, PullRequest.State.CLOSED);
      assertThatThrownBy(() -> forge.merge("acme", "config", 2))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining("not mergeable");
      assertThatThrownBy(() -> forge.merge("acme", "config", 9)).isInstanceOf(UserFault.class);
    }
  }

  @Test
  void theRequestLogCanBeForgotten() {
    try (ForgeFixture forge = ForgeFixture.start(ForgeFixture.config(dir))) {
      forge.get("/rate_limit");
      assertThat(forge.forge.requests())
          .containsExactly(new RecordedRequest("GET", "/api/v3/rate_limit", 200));

      forge.forge.forgetRequests();

      assertThat(forge.forge.requests()).isEmpty();
    }
  }
}
