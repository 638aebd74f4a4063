package dev.tagboat.bot.forge.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Proposal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushOnlyForgeTest {
  private static final Proposal PROPOSAL =
      new Proposal("tagboat/web", "main", "Bump web\nto 1.1", "| a |\r\n\r\nb\tc\0d\n", true);

  @Test
  void gitLabIsAskedForAMergeRequestInOneLineOptions() {
    assertThat(new PushOnlyForge(PushOnlyForge.Flavour.GITLAB).pushOptions(PROPOSAL))
        .containsExactly(
            "merge_request.create",
            "merge_request.target=main",
            "merge_request.title=Bump web to 1.1",
            "merge_request.description=| a |\\n\\nb c d",
            "merge_request.draft");
  }

  @Test
  void othersGetNoOptions() {
    assertThat(new PushOnlyForge(PushOnlyForge.Flavour.NONE).pushOptions(PROPOSAL)).isEmpty();
    assertThat(new PushOnlyForge(PushOnlyForge.Flavour.GITEA).pushOptions(PROPOSAL)).isEmpty();
  }

  @Test
  void keepsNoPullRequests() {
    PushOnlyForge forge = new PushOnlyForge(PushOnlyForge.Flavour.NONE);

    assertThat(forge.find("tagboat/web", "main")).isEmpty();
    assertThat(forge.open(PROPOSAL)).isEmpty();
    assertThat(forge.get(1)).isEmpty();
    assertThat(forge.decorate(1, new Decoration(List.of("l"), List.of(), List.of(), List.of())))
        .singleElement()
        .asString()
        .contains("only takes pushes");
    assertThatThrownBy(() -> forge.close(1)).isInstanceOf(UserFault.class);
    assertThatThrownBy(() -> forge.comment(1, "")).isInstanceOf(UserFault.class);
    assertThatThrownBy(() -> forge.rewrite(1, "", "")).isInstanceOf(UserFault.class);
  }
}
