package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.PushState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How config repos are worked on, on both databases. */
class ProposingTest extends WorkersBase {
  @ParameterizedTest
  @EnumSource
  void troubleOfTheForgeIsTriedAgainAndABugIsNot(Kind kind) {
    AtomicInteger left = new AtomicInteger(3);
    proposer.answer =
        batch -> {
          if (batch.get(0).push().tag().value().equals("bug")) {
            throw new IllegalStateException("secret=hunter2");
          }
          if (left.getAndDecrement() > 0) {
            throw new TransientFault("the forge answers 502");
          }
          return FakeProposer.proposed(batch);
        };
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(server.inbox().steps("1.0.0")).filteredOn(step -> step.equals("waiting")).hasSize(3);
    server.intakes().push("bug");
    server.inbox().await("bug", PushState.FAILED);
    assertThat(server.inbox().history()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void aPersonMustActAfterEnoughAttempts(Kind kind) {
    proposer.answer =
        batch -> {
          throw new TransientFault("the forge answers 502");
        };
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.FAILED);
    assertThat(server.inbox().sentence("1.0.0"))
        .isEqualTo("the forge answers 502" + Pauses.gaveUp(9));
  }

  @ParameterizedTest
  @EnumSource
  void pushesThatComeMeanwhileAreTakenTogether(Kind kind) throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    proposer.answer =
        batch -> {
          working.countDown();
          awaitUnchecked(release);
          return FakeProposer.proposed(batch);
        };
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.0.0");
    assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i <= 5; i++) {
      server.intakes().push("1.0." + i);
      server.inbox().await("1.0." + i, PushState.CONFIRMED);
    }
    release.countDown();
    server.inbox().await("1.0.5", PushState.PROPOSED);
    assertThat(proposer.batches)
        .containsExactly(List.of("1.0.0"), List.of("1.0.1", "1.0.2", "1.0.3", "1.0.4", "1.0.5"));
    server.inbox().await("1.0.0", PushState.DECLINED);
    assertThat(server.inbox().sentence("1.0.0")).isEqualTo("superseded by 1.0.5");
    server.inbox().await("1.0.1", PushState.DECLINED);
  }

  @ParameterizedTest
  @EnumSource
  void differentConfigReposAreWorkedOnSideBySide(Kind kind) {
    CyclicBarrier both = new CyclicBarrier(2);
    proposer.answer =
        batch -> {
          meet(both);
          return FakeProposer.proposed(batch);
        };
    Server server =
        start(kind.create(folder), CONFIG, repository("https://forge.example/acme/other.git"));
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(proposer.batches).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void whatWaitsAtAStopIsDoneAfterTheNextStart(Kind kind) throws Exception {
    DatabaseConfig where = kind.create(folder);
    proposer.answer =
        batch -> {
          throw new TransientFault("the server is being replaced", Duration.ofSeconds(1));
        };
    Server server = start(where, CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.CONFIRMED);
    server.inbox().awaitStep("1.0.0", "waiting");
    stop();
    open.clear();
    proposer.answer = FakeProposer::proposed;
    start(where, CONFIG).inbox().await("1.0.0", PushState.PROPOSED);
  }

  @ParameterizedTest
  @EnumSource
  void whatWaitsForAConfigRepoThatIsGoneEnds(Kind kind) throws Exception {
    DatabaseConfig where = kind.create(folder);
    proposer.answer =
        batch -> {
          throw new TransientFault("the forge is away", Duration.ofHours(1));
        };
    Server server = start(where, CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().awaitStep("1.0.0", "waiting");
    stop();
    open.clear();
    Server next = start(where);
    next.inbox().await("1.0.0", PushState.FAILED);
    assertThat(next.inbox().sentence("1.0.0"))
        .isEqualTo("this config repo is no longer configured");
  }

  @ParameterizedTest
  @EnumSource
  void onlyOneOfTwoServersWorksOnAConfigRepo(Kind kind) {
    if (kind == Kind.SQLITE) {
      DatabaseConfig where = kind.create(folder);
      start(where, CONFIG);
      assertThatThrownBy(() -> Database.open(where))
          .isInstanceOf(UserFault.class)
          .hasMessageContaining("in use by another tagboat-server");
      return;
    }
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    proposer.answer =
        batch -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          List<Outcome> outcomes = FakeProposer.proposed(batch);
          inside.decrementAndGet();
          return outcomes;
        };
    DatabaseConfig where = kind.create(folder);
    Server one = start(where, CONFIG);
    Server two = start(where, CONFIG);
    for (int i = 0; i < 30; i++) {
      (i % 2 == 0 ? one : two).intakes().push("1.0." + i);
    }
    for (int i = 0; i < 30; i++) {
      one.inbox().awaitAny("1.0." + i, List.of(PushState.PROPOSED, PushState.DECLINED));
    }
    assertThat(most).hasValue(1);
    List<String> all = proposer.batches.stream().flatMap(List::stream).toList();
    assertThat(all).hasSize(30).doesNotHaveDuplicates();
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
