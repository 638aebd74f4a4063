package dev.tagboat.server.inbox;

import static dev.tagboat.server.inbox.Inboxes.digest;
import static dev.tagboat.server.inbox.Inboxes.intake;
import static dev.tagboat.server.inbox.Inboxes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an inbox does, whatever its database. */
abstract class InboxSuite {
  private static final String SHOP = "registry.acme.io/acme/shop";
  private static final String REPO = "https://github.com/acme/config.git";

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private DatabaseConfig config;
  private Database database;
  private GroupCommit door;

  abstract DatabaseConfig fresh(Path folder);

  @BeforeEach
  void open() {
    config = fresh(folder);
    reopen();
  }

  private void reopen() {
    database = Database.open(config);
    door = new GroupCommit(database, clock);
  }

  @AfterEach
  void close() {
    door.close();
    database.close();
  }

  private Views views() {
    return new Views(database);
  }

  private List<String> stored() {
    return views().pushes(PushFilter.newest(1_000)).stream()
        .map(p -> p.push().image() + ":" + p.push().tag())
        .toList();
  }

  private String only(@Nullable PushState state) {
    return views().pushes(new PushFilter(state, null, 2, null)).get(0).id();
  }

  @Test
  void whatWasAnsweredIsThereAfterReopening() {
    Intake.Receipt receipt = door.store(intake(push(SHOP, "1.0", digest(1))));
    close();
    reopen();

    assertThat(receipt).isEqualTo(new Intake.Receipt(1, 0));
    assertThat(stored()).containsExactly(SHOP + ":1.0");
  }

  @Test
  void theSameEventAgainIsADuplicate() {
    door.store(intake(push(SHOP, "1.0", digest(1))));
    clock.advance(Duration.ofDays(30));

    Intake.Receipt again = door.store(intake(push(SHOP, "1.0", digest(1))));

    assertThat(again).isEqualTo(new Intake.Receipt(0, 1));
    assertThat(stored()).hasSize(1);
  }

  @Test
  void aTagMovedBackIsNewsAgain() {
    door.store(intake(push(SHOP, "stable", digest(1))));
    door.store(intake(push(SHOP, "stable", digest(2))));

    Intake.Receipt back = door.store(intake(push(SHOP, "stable", digest(1))));

    assertThat(back.accepted()).isEqualTo(1);
    assertThat(stored()).hasSize(3);
  }

  @Test
  void withoutADigestItIsNewsOnceTheRegistryWasAsked() {
    door.store(intake(push(SHOP, "1.0", null)));
    assertThat(door.store(intake(push(SHOP, "1.0", null)))).isEqualTo(new Intake.Receipt(0, 1));

    // The registry has answered: a later event may mean that the tag was moved since.
    Inboxes.settle(database, only(null), PushState.PROPOSED);

    assertThat(door.store(intake(push(SHOP, "1.0", null)))).isEqualTo(new Intake.Receipt(1, 0));
  }

  private static Intake delivery(String hook, @Nullable String id, int digest) {
    return new Intake(hook, List.of(push(SHOP, "1.0", digest(digest))), List.of(), id);
  }

  @Test
  void aDeliveryThatComesAgainIsADuplicateAlsoWhenTheTagHasMovedOn() {
    assertThat(door.store(delivery("main", "a", 1)).accepted()).isEqualTo(1);
    assertThat(door.store(delivery("main", "b", 2)).accepted()).isEqualTo(1);
    close();
    reopen();

    assertThat(door.store(delivery("main", "a", 1))).isEqualTo(new Intake.Receipt(0, 1));
    assertThat(door.store(delivery("other", "a", 1)).accepted()).isEqualTo(1);
    assertThat(door.store(delivery("main", null, 2)).accepted()).isEqualTo(1);
  }

  @Test
  void aDeliveryThatWasNotStoredIsTakenWhenItComesAgain() {
    database.sql().update("ALTER TABLE pushes RENAME TO pushes_away");
    assertThatThrownBy(() -> door.store(delivery("main", "a", 1)))
        .isInstanceOf(TransientFault.class);
    database.sql().update("ALTER TABLE pushes_away RENAME TO pushes");

    assertThat(door.store(delivery("main", "a", 1)).accepted()).isEqualTo(1);
  }

  @Test
  void idsOfDeliveriesAreForgottenAfterEightDays() {
    door.store(delivery("main", "old", 1));
    clock.advance(Duration.ofDays(9));
    for (int i = 0; i < 1_000; i++) {
      door.store(new Intake("main", List.of(), List.of(), "new" + i));
    }
    door.close();

    assertThat(
            database
                .readSql()
                .list(
                    "SELECT COUNT(*) AS n FROM seen_deliveries WHERE delivery = 'old'",
                    row -> row.longNumber("n")))
        .containsExactly(0L);
  }

  @Test
  void whatEndedMayBePushedAnew() {
    for (PushState state : PushState.values()) {
      String tag = state.key();
      door.store(intake(push(SHOP, tag, digest(1))));
      Inboxes.settle(database, only(null), state);
      assertThat(door.store(intake(push(SHOP, tag, digest(1)))))
          .isEqualTo(new Intake.Receipt(0, 1));
      clock.advance(Duration.ofSeconds(61));

      Intake.Receipt later = door.store(intake(push(SHOP, tag, digest(1))));

      boolean standing =
          Set.of(PushState.RECEIVED, PushState.CONFIRMED, PushState.PROPOSED).contains(state);
      assertThat(later.accepted()).as(tag).isEqualTo(standing ? 0 : 1);
    }
  }

  @Test
  void theVerySameEventIsNeverNewsAgain() {
    ImagePush event = pushedAt(clock.instant());
    door.store(intake(event));
    Inboxes.settle(database, only(null), PushState.MERGED);
    clock.advance(Duration.ofDays(1));

    assertThat(door.store(intake(event))).isEqualTo(new Intake.Receipt(0, 1));
    assertThat(door.store(intake(pushedAt(clock.instant())))).isEqualTo(new Intake.Receipt(1, 0));
  }

  private static ImagePush pushedAt(Instant when) {
    ImagePush push = push(SHOP, "1.0", digest(1));
    return new ImagePush(push.image(), push.tag(), push.digest(), null, when, null);
  }

  @Test
  void oneRequestMayHoldTheSamePushTwice() {
    Intake.Receipt receipt =
        door.store(intake(push(SHOP, "1.0", digest(1)), push(SHOP, "1.0", digest(1))));

    assertThat(receipt).isEqualTo(new Intake.Receipt(1, 1));
  }

  @Test
  void manyAtOnceAreAllStoredOnce() throws Exception {
    int accepted = 0;
    ExecutorService senders = Executors.newFixedThreadPool(16);
    try {
      List<Future<Intake.Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        // Each tag is sent twice, by different threads.
        Intake intake = intake(push(SHOP, "t" + i % 200, digest(i % 200)));
        receipts.add(senders.submit(() -> door.store(intake)));
      }
      for (Future<Intake.Receipt> receipt : receipts) {
        accepted += receipt.get().accepted();
      }
    } finally {
      senders.shutdownNow();
    }

    assertThat(accepted).isEqualTo(200);
    assertThat(stored()).doesNotHaveDuplicates().hasSize(200);
  }

  @Test
  void closingStoresWhatWaits() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(8);
    List<Future<Intake.Receipt>> receipts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Intake intake = intake(push(SHOP, "t" + i, digest(i)));
      receipts.add(senders.submit(() -> door.store(intake)));
    }
    door.close();
    senders.shutdown();
    int accepted = 0;
    for (Future<Intake.Receipt> receipt : receipts) {
      accepted += accepted(receipt);
    }

    assertThat(stored()).hasSize(accepted);
    assertThatThrownBy(() -> door.store(intake(push(SHOP, "late", null))))
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("stopping");
  }

  private static int accepted(Future<Intake.Receipt> receipt) throws Exception {
    try {
      return receipt.get().accepted();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(TransientFault.class);
      return 0;
    }
  }

  @Test
  void aDatabaseThatIsAwayIsWorthAnotherTry() {
    database.close();

    assertThatThrownBy(() -> door.store(intake(push(SHOP, "1.0", null))))
        .isInstanceOf(TransientFault.class);
    assertThatThrownBy(() -> views().counts()).isInstanceOf(TransientFault.class);
    assertThatThrownBy(() -> database.probe()).isInstanceOf(TransientFault.class);
  }

  @Test
  void aFaultyRequestDoesNotFailItsNeighbours() throws Exception {
    // PostgreSQL takes no NUL in a text, SQLite does; either way the others count.
    Intake bad = new Intake("main", List.of(), List.of(leftOut("\0")));
    ExecutorService senders = Executors.newFixedThreadPool(8);
    try {
      List<Future<Intake.Receipt>> receipts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Intake intake = i % 10 == 0 ? bad : intake(push(SHOP, "t" + i, digest(i)));
        receipts.add(senders.submit(() -> door.store(intake)));
      }
      for (int i = 0; i < 100; i++) {
        if (i % 10 != 0) {
          assertThat(receipts.get(i).get().accepted()).isEqualTo(1);
        }
      }
    } finally {
      senders.shutdownNow();
    }

    assertThat(stored()).hasSize(90);
  }

  private static Intake.LeftOut leftOut(String reason) {
    return new Intake.LeftOut("ignored", "subject", reason);
  }

  @Test
  void deliveriesAreNewestFirstAndBounded() {
    for (int i = 0; i < 25; i++) {
      int batch = i;
      List<Intake.LeftOut> leftOut =
          IntStream.range(0, 100).mapToObj(n -> leftOut(batch + "/" + n)).toList();
      door.store(new Intake("main", List.of(), leftOut));
    }
    // Only then is the pruning known to be over.
    door.close();

    assertThat(views().deliveries(true, 2))
        .extracting(Delivery::reason)
        .containsExactly("24/99", "24/98");
    assertThat(views().deliveries(true, 10_000)).hasSizeBetween(1_000, 2_000);
  }

  @Test
  void routineDeliveriesCrowdOutNothing() {
    door.store(new Intake("main", List.of(), List.of(leftOut("a chart"))));
    for (int i = 0; i < 25; i++) {
      List<Intake.LeftOut> layers =
          IntStream.range(0, 100)
              .mapToObj(n -> new Intake.LeftOut("ignored", "subject", "a layer", true))
              .toList();
      door.store(new Intake("main", List.of(), layers));
    }
    door.close();

    assertThat(views().deliveries(true, 10_000)).hasSizeBetween(1_001, 2_001);
    assertThat(views().deliveries(false, 10_000))
        .extracting(Delivery::reason)
        .containsExactly("a chart");
  }

  @Test
  void pagesGoBackInTimeWithoutGaps() {
    for (int i = 0; i < 25; i++) {
      door.store(intake(push(SHOP, "t" + i, digest(i))));
    }
    List<String> tags = new ArrayList<>();
    Optional<String> after = Optional.empty();
    int pages = 0;
    do {
      List<StoredPush> page = views().pushes(new PushFilter(null, null, 10, after.orElse(null)));
      page.forEach(p -> tags.add(p.push().tag().value()));
      after = page.isEmpty() ? Optional.empty() : Optional.of(page.get(page.size() - 1).id());
      pages++;
    } while (after.isPresent());

    assertThat(pages).isEqualTo(4);
    assertThat(tags)
        .containsExactlyElementsOf(IntStream.range(0, 25).mapToObj(i -> "t" + (24 - i)).toList());
  }

  @Test
  void findsImagesByAPartOfTheirNames() {
    List<String> names =
        List.of("a.io/acme/web", "a.io/acme/web_ui", "a.io/acme/webxui", "b.io/web", "b.io/api");
    for (String name : names) {
      door.store(intake(push(name, "1", digest(1)), push(name, "2", digest(2))));
    }

    assertThat(named("web"))
        .containsExactly("b.io/web", "a.io/acme/web", "a.io/acme/web_ui", "a.io/acme/webxui");
    assertThat(named("b_u")).containsExactly("a.io/acme/web_ui");
    assertThat(named("%")).isEmpty();
    assertThat(named("!")).isEmpty();
    assertThat(named("o/a")).containsExactly("b.io/api", names.get(0), names.get(1), names.get(2));
    assertThat(views().named("i", 2)).hasSize(2);
    assertThat(views().named("", 9)).hasSize(names.size());
  }

  private List<String> named(String part) {
    return views().named(part, 9).stream().map(ImageName::toString).toList();
  }

  @Test
  void pushesOfSomeImagesComeInPagesLikeThoseOfOne() {
    List<ImageName> some =
        Stream.of("a.io/web", "b.io/web").map(n -> ImageName.parse(n).orElseThrow()).toList();
    for (int i = 0; i < 4; i++) {
      door.store(intake(push("a.io/web", "a" + i, digest(i))));
      door.store(intake(push("c.io/api", "c" + i, digest(i))));
      door.store(intake(push("b.io/web", "b" + i, digest(i))));
    }

    List<StoredPush> first = views().pushes(some, PushFilter.newest(3));
    assertThat(tags(first)).containsExactly("b3", "a3", "b2");
    assertThat(tags(views().pushes(some, new PushFilter(null, null, 9, first.get(2).id()))))
        .containsExactly("a2", "b1", "a1", "b0", "a0");
    Inboxes.settle(database, first.get(1).id(), PushState.REFUSED);
    assertThat(tags(views().pushes(some, new PushFilter(PushState.REFUSED, null, 9, null))))
        .containsExactly("a3");
    assertThat(views().pushes(List.of(), PushFilter.newest(9))).isEmpty();
    assertThat(views().knows(some.get(0))).isTrue();
    assertThat(views().knows(ImageName.parse("a.io/we").orElseThrow())).isFalse();
  }

  private static List<String> tags(List<StoredPush> pushes) {
    return pushes.stream().map(push -> push.push().tag().value()).toList();
  }

  @Test
  void filtersByStateAndImage() {
    door.store(intake(push(SHOP, "1.0", digest(1)), push("registry.acme.io/acme/api", "2", null)));
    String id = views().pushes(PushFilter.newest(1)).get(0).id();
    Inboxes.settle(database, id, PushState.REFUSED);
    ImageName shop = ImageName.parse(SHOP).orElseThrow();

    assertThat(views().pushes(new PushFilter(PushState.REFUSED, null, 9, null)))
        .extracting(StoredPush::id)
        .containsExactly(id);
    assertThat(views().pushes(new PushFilter(null, shop, 9, null)))
        .extracting(p -> p.push().image() + ":" + p.push().tag())
        .containsExactly(SHOP + ":1.0");
    assertThat(views().pushes(new PushFilter(PushState.REFUSED, shop, 9, null))).isEmpty();
    assertThat(views().counts())
        .hasSize(PushState.values().length)
        .containsEntry(PushState.RECEIVED, 1L)
        .containsEntry(PushState.REFUSED, 1L)
        .containsEntry(PushState.MERGED, 0L);
  }

  @Test
  void onePushIsShownWithTargetsAndHistory() {
    door.store(intake(push(SHOP, "1.0", digest(1))));
    String id = only(null);
    Inboxes.target(database, id, REPO, TargetState.PROPOSED, 12);

    PushView view = views().push(id).orElseThrow();

    assertThat(view.targets()).extracting(StoredTarget::pullRequest).containsExactly(12);
    assertThat(view.history()).extracting(HistoryLine::step).containsExactly("received");
    assertThat(view.push().receivedAt()).isEqualTo(clock.instant());
    assertThat(views().push("nonsense")).isEmpty();
  }

  @Test
  void whatTheRegistryRefusedIsAskedForAgain() {
    door.store(intake(push(SHOP, "1.0", digest(1))));
    String id = only(null);
    for (PushState state : List.of(PushState.REFUSED, PushState.UNROUTED, PushState.FAILED)) {
      Inboxes.settle(database, id, state);
      assertThat(Inboxes.due(database)).isEmpty();

      assertThat(new Retries(database, clock).retry(id)).isEqualTo(Retries.Outcome.DUE);

      StoredPush push = views().push(id).orElseThrow().push();
      assertThat(push.state()).isEqualTo(PushState.RECEIVED);
      assertThat(push.attempts()).isZero();
      assertThat(Inboxes.due(database)).containsExactly(id);
    }
    assertThat(views().push(id).orElseThrow().history())
        .extracting(HistoryLine::detail)
        .filteredOn("retried by hand"::equals)
        .hasSize(3);
  }

  @Test
  void onlyTheFailedConfigRepoIsTriedAgain() {
    door.store(intake(push(SHOP, "1.0", digest(1))));
    String id = only(null);
    Inboxes.settle(database, id, PushState.FAILED);
    Inboxes.target(database, id, REPO, TargetState.FAILED, null);
    Inboxes.target(database, id, REPO + "2", TargetState.PROPOSED, 4);

    assertThat(new Retries(database, clock).retry(id)).isEqualTo(Retries.Outcome.DUE);

    PushView view = views().push(id).orElseThrow();
    assertThat(view.push().state()).isEqualTo(PushState.CONFIRMED);
    assertThat(view.targets())
        .extracting(StoredTarget::state)
        .containsExactly(TargetState.WAITING, TargetState.PROPOSED);
    assertThat(view.targets()).extracting(StoredTarget::attempts).containsExactly(0, 3);
    assertThat(Inboxes.due(database)).containsExactly(id + " " + REPO);
  }

  @Test
  void whatCameToItsEndIsLeftAlone() {
    door.store(intake(push(SHOP, "1.0", digest(1))));
    String id = only(null);
    Retries retries = new Retries(database, clock);
    for (PushState state : List.of(PushState.PROPOSED, PushState.MERGED, PushState.CLOSED)) {
      Inboxes.settle(database, id, state);

      assertThat(retries.retry(id)).isEqualTo(Retries.Outcome.SETTLED);
      assertThat(Inboxes.due(database)).isEmpty();
    }
    assertThat(retries.retry("nonsense")).isEqualTo(Retries.Outcome.UNKNOWN);
  }
}
