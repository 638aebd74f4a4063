package dev.tagboat.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.bot.run.ConfigRepoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a config repo may hold, as it reads at {@code /api/v1/pushes/ID}. */
class RepoTroubleTest {
  private static final String APP = "acme/app";

  @TempDir Path folder;

  private final StubRegistry registry = new StubRegistry();
  private ConfigRepoFixture repo;
  private TroubleStage stage;

  @BeforeEach
  void start() {
    repo = ConfigRepoFixture.start(folder);
    repo.commit("main", Map.of("good.yaml", pod("1.0.0")));
    stage = TroubleStage.start(TroubleParts.of(folder, registry, repo));
  }

  @AfterEach
  void stop() throws IOException {
    try {
      stage.assertDiscreet();
    } finally {
      stage.close();
      repo.close();
      registry.close();
    }
  }

  private String pod(String tag) {
    return "kind: Pod\napiVersion: v1\nspec: {containers: [{image: '%s/%s:%s'}]}\n"
        .formatted(registry.host(), APP, tag);
  }

  private JsonNode outcome(String tag, String state) throws IOException {
    return stage.outcome(registry.host(), APP, tag, state);
  }

  private String proposedBranch(JsonNode push) {
    return push.path("targets").path(0).path("branch").asText();
  }

  private void assertGoodFileMoved(JsonNode push, String tag) {
    assertThat(repo.read(proposedBranch(push), "good.yaml")).isEqualTo(pod(tag));
    assertThat(repo.commitsOn(proposedBranch(push))).hasSize(1);
  }

  @Test
  void filesThatCannotBeReadAreNamedAndLeftAlone() throws IOException {
    String broken = "a: [" + registry.host() + "/" + APP + ":1.0.0\nb: }\n";
    String twice = pod("1.0.0") + "kind: Pod\n";
    String big = pod("1.0.0") + "# " + "x".repeat(6 << 20) + "\n";
    String deep = "# app\n" + "[".repeat(20_000) + "\n";
    repo.commit(
        "main",
        Map.of("a/broken.yaml", broken, "twice.yaml", twice, "big.yaml", big, "deep.yaml", deep));

    JsonNode push = outcome("1.1.0", "proposed");

    assertThat(TroubleStage.history(push))
        .contains("warning: left alone: a/broken.yaml:2:2: ")
        .contains("warning: left alone: big.yaml: larger than 5 MiB, so it is left alone")
        .contains("warning: left alone: deep.yaml:2:");
    assertGoodFileMoved(push, "1.1.0");
    String branch = proposedBranch(push);
    assertThat(repo.read(branch, "a/broken.yaml")).isEqualTo(broken);
    assertThat(repo.read(branch, "big.yaml")).isEqualTo(big);
    assertThat(repo.read(branch, "deep.yaml")).isEqualTo(deep);
  }

  @Test
  void withNothingElseToChangeTheUnreadableFileIsTheReason() throws IOException {
    repo.commit("main", Map.of("good.yaml", "app: [\n"));
    assertThat(TroubleStage.sentence(outcome("1.1.0", "nothing-to-do")))
        .contains("no place in the config repo runs " + registry.host() + "/acme/app")
        .contains("(left alone: good.yaml:2:1: ");
  }

  @Test
  void linksAndSubmodulesAreNotFollowed() throws IOException {
    repo.commit("main", Map.of("link.yaml", "good.yaml"), FileMode.SYMLINK);
    repo.commit("main", Map.of("out.yaml", "../../etc/app.yaml"), FileMode.SYMLINK);
    repo.commit("main", Map.of("modules/app", ""), FileMode.GITLINK);

    JsonNode push = outcome("1.1.0", "proposed");

    assertGoodFileMoved(push, "1.1.0");
    assertThat(repo.read(proposedBranch(push), "link.yaml")).isEqualTo("good.yaml");
    assertThat(repo.read(proposedBranch(push), "out.yaml")).isEqualTo("../../etc/app.yaml");
    assertThat(
            TroubleStage.sentence(
                stage.outcome(registry.host(), "acme/other", "1.0.0", "nothing-to-do")))
        .endsWith("symbolic links and submodules are not followed");
  }

  @Test
  void namesThatNoCheckoutWouldTakeAreLeftAlone() throws IOException {
    Map<String, String> evil = new LinkedHashMap<>();
    for (String name : List.of("..", "../x.yaml", ".GIT", "a\\b.yaml", "c\n.yaml", ".", "/")) {
      evil.put(name, pod("1.0.0"));
    }
    // The first is not UTF-8; read as Latin-1, it has the name of the second.
    Map<String, String> alike = new LinkedHashMap<>();
    alike.put("\u00a9.yaml", pod("1.0.0") + "# Latin-1\n");
    alike.put("\u00c2\u00a9.yaml", pod("1.0.0") + "# UTF-8\n");
    repo.commitDirectory("main", "w", alike);
    repo.commitDirectory("main", "z", evil);

    JsonNode push = outcome("1.1.0", "proposed");

    assertGoodFileMoved(push, "1.1.0");
    String branch = proposedBranch(push);
    assertThat(repo.read(branch, "w/\u00a9.yaml")).isEqualTo(pod("1.1.0") + "# UTF-8\n");
    assertThat(repo.entries(branch, "w"))
        .hasSize(2)
        .containsEntry("\u00a9.yaml", repo.entries("main", "w").get("\u00a9.yaml"));
    assertThat(repo.entries(branch, "z")).hasSize(7).isEqualTo(repo.entries("main", "z"));
  }

  @Test
  void aBaseBranchThatVanishedIsMadeAgainByAPerson() throws IOException {
    outcome("1.1.0", "proposed");
    repo.deleteBranch("main");

    JsonNode failed = outcome("1.2.0", "failed");

    assertThat(TroubleStage.sentence(failed))
        .isEqualTo(
            "the config repo has no branch 'main'. Create it, or set another branch for this"
                + " repository.");
    repo.commit("main", Map.of("good.yaml", pod("1.0.0")));
    assertGoodFileMoved(stage.retry(failed, "proposed"), "1.2.0");
  }

  @Test
  void aForcePushedBaseIsTakenAsItIs() throws IOException {
    String old = repo.commit("main", Map.of("secret.txt", "was rewritten away\n"));
    outcome("1.1.0", "proposed");
    repo.forcePush(
        "main", repo.commit("rewritten", Map.of("good.yaml", pod("1.0.0"), "b.txt", "b\n")));

    JsonNode push = outcome("1.2.0", "proposed");

    assertGoodFileMoved(push, "1.2.0");
    assertThat(repo.commitsOn(proposedBranch(push))).doesNotContain(old);
    assertThat(repo.read(proposedBranch(push), "secret.txt")).isNull();
    assertThat(repo.pullRequests()).hasSize(1);
  }

  @Test
  void somebodyElsesCommitOnOurBranchIsNotOverwritten() throws IOException {
    String branch = proposedBranch(outcome("1.1.0", "proposed"));
    String theirs = repo.commit(branch, Map.of("notes.md", "theirs\n"));

    assertThat(TroubleStage.sentence(outcome("1.2.0", "declined")))
        .contains(theirs.substring(0, 10))
        .contains(
            "merge or close the pull request, delete the branch, or comment `tagboat: recreate`");
    assertThat(repo.commitsOn(branch)).contains(theirs);

    String forced = repo.commit("theirs", Map.of("good.yaml", pod("9.9.9")));
    repo.forcePush(branch, forced);
    outcome("1.3.0", "declined");
    assertThat(repo.commitsOn(branch)).containsExactly(forced);
  }

  @Test
  void ourBranchIsMadeAgainWhenSomebodyDeletedOrResetIt() throws IOException {
    String branch = proposedBranch(outcome("1.1.0", "proposed"));
    repo.deleteBranch(branch);
    assertGoodFileMoved(outcome("1.2.0", "proposed"), "1.2.0");

    repo.forcePush(branch, repo.commit("main", Map.of("more.txt", "more\n")));
    assertGoodFileMoved(outcome("1.3.0", "proposed"), "1.3.0");
    assertThat(repo.pullRequests().stream().filter(pr -> pr.isOpen())).hasSize(1);
  }

  @Test
  void wrongRulesStopEverythingWithTheirPlace() throws IOException {
    repo.commit("main", Map.of(".tagboat.yaml", "version: 1\nimagess: []\nscan: {include: 7}\n"));

    JsonNode failed = outcome("1.1.0", "failed");

    assertThat(TroubleStage.sentence(failed))
        .contains(".tagboat.yaml:2:1: ")
        .contains(".tagboat.yaml:3:");
    assertThat(repo.branches()).containsExactly("main");
    repo.commit("main", Map.of(".tagboat.yaml", "version: 1\n"));
    assertGoodFileMoved(stage.retry(failed, "proposed"), "1.1.0");
  }
}
