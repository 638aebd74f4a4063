package dev.tagboat.bot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  private static final Candidate ONE = candidate("1.0");
  private static final Candidate TWO = candidate("2.0");

  private final List<Duration> pauses = new ArrayList<>();
  private final List<List<Candidate>> asked = new ArrayList<>();
  private final Deque<Function<List<Candidate>, List<Outcome>>> answers = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;

  private static Candidate candidate(String tag) {
    ImageName image = ImageName.parse("ghcr.io/acme/app").orElseThrow();
    return new Candidate(tag, ImagePush.of(image, new Tag(tag), null), null);
  }

  private List<Outcome> propose(Duration patience) {
    Supplier<Instant> time = () -> now;
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return time.get();
          }
        };
    return new Persistence(
            clock,
            patience,
            pause -> {
              pauses.add(pause);
              now = now.plus(pause);
            })
        .propose(
            List.of(ONE, TWO),
            batch -> {
              asked.add(batch);
              return (answers.size() > 1 ? answers.remove() : answers.element()).apply(batch);
            });
  }

  private void each(Function<Candidate, Outcome> answer) {
    answers.add(batch -> batch.stream().map(answer).toList());
  }

  private static Outcome nothing(Candidate candidate) {
    return new Outcome.NothingToDo(candidate.id(), "there already");
  }

  private static Outcome proposed(Candidate candidate, Outcome.Action action, String commit) {
    return new Outcome.Proposed(
        candidate.id(),
        action,
        "tagboat/x",
        new CommitId(commit.repeat(40)),
        null,
        List.of(),
        List.of(),
        "",
        List.of(),
        action.name());
  }

  @Test
  void onlyWhatTroubleHeldBackIsTriedAgain() {
    each(c -> c.equals(ONE) ? nothing(c) : new Outcome.Later(c.id(), new TransientFault("busy")));
    each(PersistenceTest::nothing);

    assertThat(propose(Duration.ofMinutes(1)))
        .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.NothingToDo.class));
    assertThat(asked).containsExactly(List.of(ONE, TWO), List.of(TWO));
    assertThat(pauses).hasSize(1);
  }

  @Test
  void itEndsWhenItsTimeIsOverWithASentence() {
    answers.add(
        batch -> {
          throw new TransientFault("busy");
        });

    assertThat(propose(Duration.ofSeconds(20)))
        .extracting(Outcome::sentence)
        .containsOnly("busy (worth another try later)");
    assertThat(asked.size()).isGreaterThan(2);
    assertThat(now).isBeforeOrEqualTo(Instant.EPOCH.plusSeconds(20));
  }

  @Test
  void aPauseThatWasAskedForIsKept() {
    answers.add(
        batch -> {
          throw new TransientFault("busy", Duration.ofSeconds(40));
        });
    each(PersistenceTest::nothing);

    propose(Duration.ofMinutes(1));

    assertThat(pauses).containsExactly(Duration.ofSeconds(40));
  }

  @Test
  void withoutPatienceThereIsOneAttempt() {
    each(c -> proposed(c, Outcome.Action.CREATED, "1"));

    propose(Duration.ZERO);

    assertThat(asked).hasSize(1);
  }

  @Test
  void whatWasProposedIsLookedAtUntilItStays() {
    each(c -> proposed(c, Outcome.Action.CREATED, "1"));
    each(c -> proposed(c, Outcome.Action.UPDATED, "2"));
    each(c -> proposed(c, Outcome.Action.UNCHANGED, "3"));

    List<Outcome> outcomes = propose(Duration.ofMinutes(1));

    assertThat(asked).hasSize(3);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              Outcome.Proposed proposed = (Outcome.Proposed) outcome;
              assertThat(proposed.action()).isEqualTo(Outcome.Action.CREATED);
              assertThat(proposed.commit().value()).startsWith("3");
            });
  }
}
