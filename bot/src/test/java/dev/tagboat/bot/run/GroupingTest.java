package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.PullRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code group-by}. */
final class GroupingTest extends MannersTestBase {
  @Test
  void allImagesShareOnePullRequestThatGrows() {
    settings("group-by: all");

    Outcome.Proposed first = proposed(propose("app:1.4.2"));
    Outcome.Proposed second = proposed(propose("db:16.2"));

    assertThat(first.branch()).isEqualTo("tagboat/all");
    assertThat(second.action()).isEqualTo(Outcome.Action.UPDATED);
    assertThat(repo.pullRequests())
        .singleElement()
        .satisfies(
            pr -> {
              assertThat(pr.title()).isEqualTo("Bump 2 images");
              assertThat(pr.body())
                  .contains("2 images (`ghcr.io`)", "| `acme/app` |", "| `acme/db` |");
            });
    assertThat(repo.commitsOn("tagboat/all")).hasSize(1);
    assertThat(repo.read("tagboat/all", "a/pod.yaml")).contains("app:1.4.2");
    assertThat(repo.read("tagboat/all", "b/pod.yaml")).contains("app:1.4.2");
    assertThat(repo.read("tagboat/all", "a/db.yaml")).contains("db:16.2");
  }

  @Test
  void aDirectoryHasItsOwnPullRequestAndAnImageCanBeInSeveral() {
    settings("group-by: directory");

    Outcome.Proposed app = proposed(propose("app:1.4.2"));
    proposed(propose("db:16.2"));

    assertThat(app.sentence()).contains("#1").contains("#2");
    assertThat(repo.pullRequests())
        .extracting(PullRequest::title)
        .containsExactly("Bump 2 images in a", "Bump acme/app to 1.4.2");
    String a = repo.pullRequests().get(0).head();
    assertThat(a).startsWith("tagboat/in-a-");
    assertThat(repo.read(a, "a/db.yaml")).contains("db:16.2");
    assertThat(repo.read(a, "b/pod.yaml")).contains("app:1.4.1");
  }

  @Test
  void whatWasMergedElsewhereLeavesTheGroup() {
    settings("group-by: all");
    proposed(propose("app:1.4.2"));
    proposed(propose("db:16.2"));
    repo.commit("main", Map.of("a/db.yaml", pod("db:16.2")));

    PullRequest tended = tend(1);

    assertThat(tended.isOpen()).isTrue();
    assertThat(tended.title()).isEqualTo("Bump acme/app to 1.4.2");
    assertThat(tended.body()).doesNotContain("acme/db");
  }

  @Test
  void anImageThatStandsNowhereIsNothingToDo() {
    settings("group-by: directory");

    assertThat(propose("other:1.0.0")).isInstanceOf(Outcome.NothingToDo.class);
  }

  @Test
  void aDirectoryThatIsGoneTakesItsPullRequestBack() {
    settings("group-by: directory");
    proposed(propose("db:16.2"));
    repo.commit("main", Map.of("a/db.yaml", "# moved\n"));

    PullRequest tended = tend(1);

    assertThat(tended.state()).isEqualTo(PullRequest.State.CLOSED);
    assertThat(repo.branches()).containsExactly("main");
    assertThat(comments(1)).singleElement().asString().startsWith("Nothing is left to change");
  }
}
