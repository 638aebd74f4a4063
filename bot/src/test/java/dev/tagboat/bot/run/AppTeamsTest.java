package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Teams that a GitHub App asks for a review. */
final class AppTeamsTest extends MannersTestBase {
  // The App's JWT is of the real time.
  AppTeamsTest() {
    super(Instant.now());
  }

  @Test
  void anAppThatDoesNotSeeTeamsWarnsAndDoesTheRest() {
    try (ConfigRepoFixture lacking =
        ConfigRepoFixture.start(dir.resolve("lacking"), time, AppKey.app())) {
      lacking.forge().collaborator("acme", "config", "ann", "write");
      lacking.commit(
          "main",
          Map.of(
              "a/pod.yaml",
              pod("app:1.4.1"),
              ".tagboat.yaml",
              "version: 1\npull-requests: {labels: [a], reviewers: [ann], team-reviewers: [ops]}\n"));

      Outcome.Proposed outcome = proposed(run(lacking));

      assertThat(outcome.warnings())
          .satisfiesExactly(
              teams -> assertThat(teams).contains("ops", "members: read"),
              label -> assertThat(label).contains("\"a\" is not set", "may write issues"));
      PullRequest open = lacking.target().forge().get(1).orElseThrow();
      assertThat(open.marks().labels()).isEmpty();
      assertThat(open.marks().reviewers()).containsExactly("ann");
      assertThat(open.marks().teamReviewers()).isEmpty();
      lacking.assertContract();
    }
  }

  @Test
  void anAppThatSeesThemAsks() {
    settings("team-reviewers: [ops]");

    Outcome.Proposed outcome = proposed(run(repo));

    assertThat(outcome.warnings()).isEmpty();
    assertThat(repo.target().forge().get(1).orElseThrow().marks().teamReviewers())
        .containsExactly("ops");
  }

  private static Outcome run(ConfigRepoFixture repo) {
    List<Candidate> one =
        List.of(new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST));
    return repo.run().propose(repo.app(CommitMode.AUTO), one, Progress.NONE).get(0);
  }
}
