package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.report.Report;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of changes that the config repo did not make, as part of {@link ApplyContract}. */
abstract class DriftContract extends ContractScene {
  @Test
  void driftIsHealed() throws IOException {
    scene.map("a", "{ k: v }").map("b", "{ k: v }");
    applied();
    scene.setAs("kubectl-edit", "a", "by hand");
    scene.delete("b");

    Report report = scene.look();

    assertThat(report.drift()).hasSize(2).allMatch(drifted -> drifted.healed());
    assertThat(scene.value("a")).isEqualTo("v");
    assertThat(scene.value("b")).isEqualTo("v");
  }

  @Test
  void driftIsOnlyToldInAlertMode() throws IOException {
    scene.map("a", "{ k: v }");
    applied();
    scene.configure("drift: { mode: alert }\n");
    scene.setAs("kubectl-edit", "a", "by hand");

    Report report = scene.look();

    assertThat(report.drift()).hasSize(1).noneMatch(drifted -> drifted.healed());
    assertThat(report.drift().get(0).origin().line()).isPresent();
    assertThat(report.drift().get(0).hands().managers()).containsExactly("kubectl-edit");
    assertThat(scene.value("a")).isEqualTo("by hand");
  }

  @Test
  void theOtherManagerOfAConflictIsNamed() throws IOException {
    applied();
    scene.applyAs("argocd", "a", "theirs");
    scene.map("a", "{ k: ours }").repo.commit();

    assertThat(reasons(scene.look())).contains(".data.k belongs to the field manager argocd");
    assertThat(scene.value("a")).isEqualTo("theirs");
  }

  @Test
  void whatKubectlAppliedIsTakenOver() throws IOException {
    applied();
    scene.applyAs("kubectl", "a", "theirs");
    scene.map("a", "{ l: ours }");
    applied();

    assertThat(scene.find("a").orElseThrow().path("data").toString()).isEqualTo("{\"l\":\"ours\"}");
  }

  @Test
  void whileTheRepoIsGoneWhatWasAppliedIsHealed() throws IOException {
    scene.map("a", "{ k: v }").map("b", "{ k: v }");
    applied();
    scene.repo.deleteBranch();
    scene.setAs("kubectl-edit", "a", "by hand");
    scene.delete("b");

    Report report = scene.look();
    scene.configure("");
    scene.delete("b");
    Report restarted = scene.look();

    assertThat(report.revision()).isEqualTo(Optional.empty());
    assertThat(reasons(report)).contains("has no branch main");
    assertThat(report.drift()).hasSize(2).allMatch(drifted -> drifted.healed());
    assertThat(scene.value("a")).isEqualTo("v");
    assertThat(restarted.drift()).hasSize(1);
    assertThat(scene.value("b")).isEqualTo("v");
  }

  @Test
  void aBrokenCommitIsNotAppliedAndHealingGoesOn() throws IOException {
    scene.map("a", "{ k: v }");
    applied();
    scene.map("a", "{ k: w }").repo.put("b.yaml", "kind: [\n").commit();
    scene.setAs("kubectl-edit", "a", "by hand");

    Report report = scene.look();

    assertThat(report.problems()).hasSize(1);
    assertThat(scene.value("a")).isEqualTo("v");
    scene.repo.remove("b.yaml");
    applied();
    assertThat(scene.value("a")).isEqualTo("w");
  }
}
