package dev.tagboat.bot.forge.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.config.PullRequestSettings.Method;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Handover;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.git.PushOnlyForge.Flavour;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushOnlyForgeTest {
  private static final Decoration MARKS =
      new Decoration(List.of("a", "b\nc"), List.of("ann"), List.of(), List.of("bob"));
  private static final PushOnlyForge GITLAB = new PushOnlyForge(Flavour.GITLAB);
  private static final PushOnlyForge GITEA = new PushOnlyForge(Flavour.GITEA);

  private static Proposal proposal(String title, String body, boolean draft, Method merge) {
    Proposal.Wishes wishes = new Proposal.Wishes("Bump web", MARKS, Optional.of(merge));
    return new Proposal("tagboat/web", "main", title, body, draft, wishes);
  }

  private static Proposal proposal(String title, String body) {
    return proposal(title, body, false, Method.SQUASH);
  }

  @Test
  void gitLabIsAskedForAMergeRequestInOneLineOptions() {
    Handover handover =
        GITLAB.handover(proposal("Bump web\nto 1.1", "| a |\r\n\r\nb\tc\0d\n"), true);

    assertThat(handover.review()).isEmpty();
    assertThat(handover.options())
        .containsExactly(
            "merge_request.create",
            "merge_request.target=main",
            "merge_request.title=Bump web to 1.1",
            "merge_request.description=| a |\\n\\nb c d",
            "merge_request.remove_source_branch",
            "merge_request.label=a",
            "merge_request.label=b c",
            "merge_request.assign=bob",
            "merge_request.merge_when_pipeline_succeeds",
            "merge_request.squash");
    assertThat(handover.warnings()).singleElement().asString().contains("reviewers");
  }

  @Test
  void gitLabKeepsWhatPeopleTookOff() {
    Handover handover = GITLAB.handover(proposal("t", "b"), false);

    assertThat(handover.options())
        .contains("merge_request.create", "merge_request.title=t")
        .noneMatch(option -> option.contains("label") || option.contains("assign"))
        .noneMatch(option -> option.contains("pipeline"));
    assertThat(handover.warnings()).isEmpty();
  }

  @Test
  void aDraftIsNotMerged() {
    assertThat(GITLAB.handover(proposal("t", "b", true, Method.MERGE), true).options())
        .contains("merge_request.draft")
        .noneMatch(option -> option.contains("pipeline"));
    assertThat(GITEA.handover(proposal("t", "b", true, Method.MERGE), true).options())
        .contains("title=WIP: Bump web");
  }

  @Test
  void whatIsTooLongIsCutAndSaidSo() {
    String line = "| ü".repeat(1000) + "\n";

    List<String> options =
        GITLAB.handover(proposal("t\u00fc".repeat(300), line.repeat(60)), true).options();

    assertThat(options)
        .allSatisfy(
            option -> {
              assertThat(option.getBytes(UTF_8)).hasSizeLessThan(65_516);
              assertThat(option).doesNotContain("\n", "\0");
            });
    assertThat(options)
        .anyMatch(option -> option.endsWith("(The rest is left out: it is too long for a push.)"))
        .anyMatch(option -> option.startsWith("merge_request.title=tü") && option.endsWith("…"));
  }

  @Test
  void whatNobodyWouldReadIsLeftOut() {
    String body =
        "Moves.\n\nAs a comment: `tagboat: rebase`\n\n- [ ] <!-- tagboat:rebase --> tick\n\n"
            + "<!-- tagboat:state:v1 abc -->";

    assertThat(GITLAB.handover(proposal("t", body), true).options())
        .contains("merge_request.description=Moves.");
  }

  @Test
  void giteaTakesItForReviewWithATitleThatLasts() {
    Handover handover = GITEA.handover(proposal("Bump web to 1.1", "b"), true);

    assertThat(GITEA.takesReviews()).isTrue();
    assertThat(handover.review()).contains("refs/for/main");
    assertThat(handover.options())
        .startsWith("topic=tagboat/web", "title=Bump web")
        .endsWith("force-push=true")
        .hasSize(4);
    assertThat(handover.warnings()).singleElement().asString().contains("auto-merge");
  }

  @Test
  void othersGetNoOptions() {
    PushOnlyForge none = new PushOnlyForge(Flavour.NONE);

    assertThat(none.handover(proposal("t", "b"), true)).isEqualTo(Handover.PLAIN);
    assertThat(none.takesReviews()).isFalse();
    assertThat(Flavour.of("Forgejo")).contains(Flavour.GITEA);
    assertThat(Flavour.of("svn")).isEmpty();
  }

  @Test
  void keepsNoPullRequests() {
    PushOnlyForge forge = new PushOnlyForge(Flavour.NONE);

    assertThat(forge.find("tagboat/web", "main")).isEmpty();
    assertThat(forge.open(proposal("t", "b"))).isEmpty();
    assertThat(forge.get(1)).isEmpty();
    assertThat(
            forge.decorate(
                1, new Decoration(List.of("l"), List.of(), List.of(), List.of()), null, true))
        .singleElement()
        .asString()
        .contains("only takes pushes");
    assertThatThrownBy(() -> forge.close(1)).isInstanceOf(UserFault.class);
    assertThatThrownBy(() -> forge.comment(1, "")).isInstanceOf(UserFault.class);
    assertThatThrownBy(() -> forge.rewrite(1, "", "")).isInstanceOf(UserFault.class);
  }
}
