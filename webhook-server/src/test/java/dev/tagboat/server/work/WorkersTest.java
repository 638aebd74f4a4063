package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.git.PushOnlyForge;
import dev.tagboat.bot.git.GitRemote;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePattern;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.bot.registry.Confirmation;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.config.AuthKind;
import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.config.ForgeAccess;
import dev.tagboat.server.config.Hook;
import dev.tagboat.server.config.HookType;
import dev.tagboat.server.config.Listen;
import dev.tagboat.server.config.Repository;
import dev.tagboat.server.config.ServerConfig;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.GroupCommit;
import dev.tagboat.server.inbox.Intake;
import dev.tagboat.server.inbox.PushState;
import dev.tagboat.server.inbox.TestDatabase;
import dev.tagboat.server.inbox.TestInbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lanes on both databases, with the registry and the forge told what to say. */
class WorkersTest {
  private static final Pauses FAST = new Pauses(Duration.ofMillis(5), Duration.ofMillis(50), 9);
  private static final ImageName WEB = new ImageName("registry.acme.io", "acme/web");
  private static final Repository CONFIG = repository("https://forge.example/acme/config.git");

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeProposer proposer = new FakeProposer();
  private final List<AutoCloseable> open = new ArrayList<>();
  @TempDir Path folder;

  private static Repository repository(String url) {
    return new Repository(
        URI.create(url),
        "main",
        ForgeAccess.github(null, Secret.of("token")),
        Repository.CommitMode.GIT,
        List.of(ImagePattern.parse("registry.acme.io/acme/*")),
        null);
  }

  private enum Kind {
    SQLITE,
    POSTGRESQL;

    DatabaseConfig create(Path folder) {
      return this == SQLITE ? TestDatabase.sqlite(folder) : TestDatabase.postgres();
    }
  }

  private record Server(Database database, Workers workers, TestInbox inbox, Intakes intakes) {}

  private record Intakes(GroupCommit commits, Workers workers) {

    void push(ImageName image, String tag) {
      commits.store(
          new Intake("main", List.of(ImagePush.of(image, new Tag(tag), null)), List.of()));
      workers.received(image.registry());
    }

    void push(String tag) {
      push(WEB, tag);
    }
  }

  private Server start(DatabaseConfig where, Repository... repositories) {
    Hook hook =
        new Hook(
            "main",
            HookType.GENERIC,
            AuthKind.BEARER,
            List.of(Secret.of("s".repeat(20))),
            "registry.acme.io",
            List.of());
    ServerConfig config =
        new ServerConfig(
            new Listen("127.0.0.1", 0),
            where,
            List.of(hook),
            List.of(),
            List.of(repositories),
            null,
            folder);
    Database database = Database.open(where);
    open.add(0, database);
    Workers.Outside outside = new Workers.Outside(registry, proposer, WorkersTest::target);
    Workers workers =
        new Workers(config, database, outside, new Pauses.Patience(FAST, FAST), Clock.systemUTC());
    workers.start();
    open.add(0, workers);
    GroupCommit commits = new GroupCommit(database, Clock.systemUTC());
    open.add(0, commits);
    return new Server(database, workers, new TestInbox(database), new Intakes(commits, workers));
  }

  private static Target target(Repository repository) {
    return new Target(
        new GitRemote(repository.url(), null, null),
        repository.branch(),
        new PushOnlyForge(PushOnlyForge.Flavour.NONE));
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPushIsConfirmedThenProposedThenMerged(Kind kind) {
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.4.2");
    server.inbox().await("1.4.2", PushState.PROPOSED);
    assertThat(server.inbox().steps("1.4.2"))
        .containsExactly("received", "confirmed", "fetched", "pushed", "warning", "proposed");

    proposer.states.put(7, PullRequest.State.MERGED);
    server.workers().pullRequestChanged(CONFIG, 7);
    server.inbox().await("1.4.2", PushState.MERGED);
    assertThat(server.inbox().sentence("1.4.2")).isEqualTo("pull request #7 was merged");
  }

  @ParameterizedTest
  @EnumSource
  void aTagThatIsNotReadableYetIsAskedForAgain(Kind kind) {
    for (int i = 0; i < 3; i++) {
      registry.answer("1.0.0", () -> new Confirmation.NotReadable("1.0.0 is not there (yet)"));
    }
    registry.answer("1.0.0", FakeRegistry::confirmed);
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("1.0.0");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(server.inbox().steps("1.0.0"))
        .startsWith("received", "waiting", "waiting", "waiting", "confirmed");
  }

  @ParameterizedTest
  @EnumSource
  void aTagThatNeverComesIsRefusedWithASentence(Kind kind) {
    registry.answer("9.9.9", () -> new Confirmation.NotReadable("9.9.9 is not there (yet)"));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("9.9.9");
    server.inbox().await("9.9.9", PushState.REFUSED);
    assertThat(server.inbox().sentence("9.9.9"))
        .isEqualTo("9.9.9 is not there (yet)" + Pauses.gaveUp(9));
  }

  @ParameterizedTest
  @EnumSource
  void whereTheTagWasMovedTheRegistryCounts(Kind kind) {
    registry.answer(
        "2.0.0",
        () -> new Confirmation.PointsElsewhere(FakeRegistry.DIGEST, "2.0.0 points elsewhere"));
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push("2.0.0");
    server.inbox().await("2.0.0", PushState.REFUSED);
    for (int i = 0; i < 6; i++) {
      registry.answer(
          "2.0.1",
          () -> new Confirmation.PointsElsewhere(FakeRegistry.DIGEST, "2.0.1 points elsewhere"));
    }
    registry.answer("2.0.1", FakeRegistry::confirmed);
    server.intakes().push("2.0.1");
    server.inbox().await("2.0.1", PushState.PROPOSED);
  }

  @ParameterizedTest
  @EnumSource
  void whatEndsAtTheRegistryEndsWithItsReason(Kind kind) {
    registry.answer("chart", () -> new Confirmation.Refused("a Helm chart, not an image"));
    registry.answer(
        "locked",
        () -> {
          throw new UserFault("registry.acme.io refuses our credentials");
        });
    registry.answer(
        "bug",
        () -> {
          throw new IllegalStateException("secret=hunter2");
        });
    Server server = start(kind.create(folder), CONFIG);
    for (String tag : List.of("chart", "locked", "bug", "1.0.0")) {
      server.intakes().push(tag);
    }
    server.inbox().await("chart", PushState.REFUSED);
    assertThat(server.inbox().sentence("chart")).isEqualTo("a Helm chart, not an image");
    server.inbox().await("locked", PushState.FAILED);
    server.inbox().await("bug", PushState.FAILED);
    assertThat(server.inbox().sentence("bug")).contains("bug of Tagboat").doesNotContain("hunter2");
    server.inbox().await("1.0.0", PushState.PROPOSED);
    assertThat(server.inbox().history()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @EnumSource
  void anImageThatNobodyFollowsIsUnrouted(Kind kind) {
    Server server = start(kind.create(folder), CONFIG);
    server.intakes().push(new ImageName("registry.acme.io", "other/app"), "1.0.0");
    server.inbox().await("1.0.0", PushState.UNROUTED);
    assertThat(server.inbox().sentence("1.0.0")).contains("no configured config repo follows");
  }

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
