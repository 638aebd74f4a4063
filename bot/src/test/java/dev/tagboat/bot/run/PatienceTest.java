package dev.tagboat.bot.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.Knowledge;
import dev.tagboat.bot.policy.ImageFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code schedule}, {@code max-open}, {@code per-hour}, {@code minimum-age}: what has to wait. */
final class PatienceTest extends MannersTestBase {
  private static Outcome.Waiting waiting(Outcome outcome) {
    assertThat(outcome).as(outcome.sentence()).isInstanceOf(Outcome.Waiting.class);
    return (Outcome.Waiting) outcome;
  }

  @Test
  void outsideTheScheduleNothingIsWrittenAndTheOutcomeSaysUntilWhen() {
    settings("schedule: ['* 9-10 * * 1-5 Europe/Berlin']");

    Outcome.Waiting waiting = waiting(propose("app:1.4.2"));

    assertThat(waiting.until()).isEqualTo("2026-11-27T08:00:00Z");
    assertThat(waiting.sentence())
        .isEqualTo("waits for the schedule, which opens at 2026-11-27 09:00 Europe/Berlin");
    assertThat(repo.branches()).containsExactly("main");
  }

  @Test
  void insideTheScheduleItIsProposed() {
    settings("schedule: ['* 9-10 * * 1-5 Europe/Berlin']");
    time.pass(Duration.ofHours(20));

    proposed(propose("app:1.4.2"));
  }

  @Test
  void outsideTheScheduleAnOpenPullRequestIsNotMovedUnlessAPersonAsks() {
    settings("schedule: ['* 13 * * 4 Europe/Berlin']");
    proposed(propose("app:1.4.2"));
    time.pass(Duration.ofHours(3));

    waiting(propose("app:1.4.3"));
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.2");

    comment(1, "ann", "tagboat: recreate");
    proposed(propose("app:1.4.3"));
    assertThat(repo.read(BRANCH, "a/pod.yaml")).contains("1.4.3");
  }

  @Test
  void noMoreThanMaxOpenAreOpen() {
    settings("max-open: 1");
    proposed(propose("app:1.4.2"));

    Outcome.Waiting waiting = waiting(propose("db:16.2"));
    assertThat(waiting.sentence()).contains("1 are open, and max-open is 1");
    assertThat(waiting.until()).isAfter(time.instant());
    assertThat(proposed(propose("app:1.4.3")).action()).isEqualTo(Outcome.Action.UPDATED);

    repo.forge().merge("acme", "config", 1);
    proposed(propose("db:16.2"));
  }

  @Test
  void pullRequestsOfPeopleDoNotCount() {
    settings("max-open: 1, per-hour: 1");
    repo.commit("feature", Map.of("x", "y"));
    repo.forge().commit("acme", "config", "people", "ann", "Work", Map.of("z", new byte[1]));
    repo.target()
        .forge()
        .open(new dev.tagboat.bot.forge.Proposal("people", "main", "Work", "", false));

    proposed(propose("app:1.4.2"));
  }

  @Test
  void noMoreThanPerHourAreOpenedInAnHour() {
    settings("per-hour: 1");
    proposed(propose("app:1.4.2"));
    repo.forge().merge("acme", "config", 1);
    Instant first = time.instant();
    time.pass(Duration.ofMinutes(59));

    assertThat(waiting(propose("db:16.2")).until()).isEqualTo(first.plus(Duration.ofHours(1)));

    time.pass(Duration.ofMinutes(1));
    proposed(propose("db:16.2"));
  }

  @Test
  void aYoungImageWaitsUntilItIsOldEnough() {
    repo.commit(
        "main",
        Map.of(
            ".tagboat.yaml", "version: 1\nimages: [{name: ghcr.io/acme/app, minimum-age: 3d}]\n"));
    Instant created = time.instant().minus(Duration.ofDays(1));
    Knowledge knowledge = image -> new MadeAt(created);
    List<Candidate> batch =
        List.of(new Candidate("1", ImagePush.of(APP, new Tag("1.4.2"), DIGEST), DIGEST));

    Outcome outcome =
        repo.run().knowing(knowledge).propose(repo.target(), batch, Progress.NONE).get(0);

    assertThat(outcome)
        .asInstanceOf(type(Outcome.Waiting.class))
        .satisfies(
            waiting -> {
              assertThat(waiting.until()).isEqualTo(created.plus(Duration.ofDays(3)));
              assertThat(waiting.sentence()).contains("minimum-age holds it back until");
            });
    time.pass(Duration.ofDays(2));
    assertThat(repo.run().knowing(knowledge).propose(repo.target(), batch, Progress.NONE).get(0))
        .isInstanceOf(Outcome.Proposed.class);
  }

  private final class MadeAt implements ImageFacts {
    private final Instant created;

    MadeAt(Instant created) {
      this.created = created;
    }

    @Override
    public Optional<Instant> created(Tag tag) {
      return Optional.of(created);
    }

    @Override
    public Optional<List<String>> platforms(Tag tag) {
      return Optional.empty();
    }

    @Override
    public Instant now() {
      return time.instant();
    }
  }
}
