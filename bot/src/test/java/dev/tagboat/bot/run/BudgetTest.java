package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.forge.embedded.RecordedRequest;
import dev.tagboat.bot.forge.github.GitHubSettings.CommitMode;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many calls of the API one bump takes. */
final class BudgetTest extends MannersTestBase {
  private final List<Candidate> next =
      List.of(new Candidate("1", ImagePush.of(APP, new Tag("1.4.3"), DIGEST), DIGEST));

  @BeforeEach
  void forget() {
    settings("labels: [a, b], reviewers: [ann], team-reviewers: [ops], assignees: [ann]");
    calls();
  }

  @Test
  void aBumpWithEveryMarkTakesSevenCallsOnceTheRulesAreKnown() {
    Target target = repo.target();
    Candidate db = new Candidate("1", ImagePush.of(image("db"), new Tag("16.2"), DIGEST), DIGEST);
    proposed(repo.run().propose(target, List.of(db), Progress.NONE).get(0));
    calls();

    proposed(repo.run().propose(target, next, Progress.NONE).get(0));

    assertThat(calls().stream().map(call -> call.replaceAll("[0-9a-f]{40}", "HEAD")))
        .containsExactly(
            "GET /pulls",
            "GET /pulls",
            "POST /pulls",
            "POST /statuses/HEAD",
            "POST /issues/2/labels",
            "POST /pulls/2/requested_reviewers",
            "POST /issues/2/assignees");
  }

  private static ImageName image(String name) {
    return ImageName.parse("ghcr.io/acme/" + name).orElseThrow();
  }

  @Test
  void theFirstOneAlsoAsksForRulesAndProtection() {
    proposed(propose("app:1.4.2"));

    assertThat(calls())
        .contains("GET /rules/branches/main", "GET /branches/main/protection/required_signatures")
        .hasSize(9);
  }

  @Test
  void aNewerTagTakesFiveAndTwoForTheRules() {
    proposed(propose("app:1.4.2"));
    calls();

    proposed(propose("app:1.4.3"));

    assertThat(calls())
        .containsExactly(
            "GET /pulls",
            "GET /issues/1/comments",
            "POST /api/graphql",
            "GET /rules/branches/main",
            "GET /branches/main/protection/required_signatures",
            "PATCH /pulls/1",
            "POST /statuses/" + repo.commitsOn(BRANCH).get(0));
  }

  @Test
  void commitsMadeByTheForgeTakeTen() {
    proposed(repo.run().propose(repo.target(CommitMode.API), next, Progress.NONE).get(0));

    assertThat(calls())
        .containsSubsequence("POST /git/trees", "POST /git/commits", "POST /git/refs")
        .hasSize(10);
  }

  @Test
  void whatIsKnownAlreadyIsAskedForConditionally() {
    Target target = repo.target();
    proposed(repo.run().propose(target, next, Progress.NONE).get(0));
    repo.run().propose(target, next, Progress.NONE);
    repo.forge().forgetRequests();

    Outcome again = repo.run().propose(target, next, Progress.NONE).get(0);

    assertThat(proposed(again).action()).isEqualTo(Outcome.Action.UNCHANGED);
    assertThat(repo.forge().requests())
        .filteredOn(request -> request.path().startsWith("/api/"))
        .hasSize(2)
        .extracting(RecordedRequest::status)
        .containsOnly(304);
  }
}
