package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class InboxOnSqliteTest extends InboxSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.sqlite(folder.resolve("made/on/the/way"));
  }

  @Test
  void aSecondServerIsKeptAway() {
    DatabaseConfig same = fresh(folder);

    assertThatThrownBy(() -> Database.open(same))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("in use by another tagboat-server");
  }

  @Test
  void theLogIsMovedIntoTheFileAndThenBegunAnew() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit door = new GroupCommit(database, new ManualClock())) {
      long most = 0;
      long last = 0;
      for (int i = 0; i < 200 && last >= most; i++) {
        door.store(many("tag" + i + "-"));
        most = last;
        new Checkpoints(database.readSql(), database.sql()).turn();
        last = pages(database);
      }

      assertThat(last).as("pages in the log, after %s", most).isLessThan(most);
    }
  }

  @Test
  void theLogIsBegunAnewAlsoWhileOthersReadWithoutAPause() throws Exception {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit door = new GroupCommit(database, new ManualClock())) {
      AtomicBoolean done = new AtomicBoolean();
      Semaphore one = new Semaphore(0);
      Semaphore other = new Semaphore(0);
      CompletableFuture<Void> readers =
          CompletableFuture.allOf(
              CompletableFuture.runAsync(
                  () -> read(database, done, one, other), InboxOnSqliteTest::begin),
              CompletableFuture.runAsync(
                  () -> read(database, done, other, one), InboxOnSqliteTest::begin));
      try {
        for (int i = 0; i < 5; i++) {
          door.store(many("tag" + i + "-"));
          new Checkpoints(database.readSql(), database.sql(), 50).turn();

          assertThat(pages(database)).isZero();
        }
      } finally {
        done.set(true);
        one.release();
        other.release();
        readers.get();
      }
    }
  }

  // The common pool has one thread only on a small machine, and both have to run at once.
  private static void begin(Runnable reading) {
    new Thread(reading).start();
  }

  /** Of two that do so, one is always in the middle of it. */
  private static void read(Database database, AtomicBoolean done, Semaphore own, Semaphore next) {
    while (!done.get()) {
      database
          .readSql()
          .transaction(
              tx -> {
                tx.list("SELECT id FROM pushes LIMIT 1", row -> true);
                next.release();
                own.acquireUninterruptibly();
                return true;
              });
    }
  }

  /** Enough for some hundred pages. */
  private static Intake many(String tag) {
    List<ImagePush> pushes =
        IntStream.range(0, 500)
            .mapToObj(i -> Inboxes.push("r.example/a/" + "x".repeat(200), tag + i, null))
            .toList();
    return new Intake("main", pushes, List.of());
  }

  private static long pages(Database database) {
    return database
        .readSql()
        .list("PRAGMA wal_checkpoint(NOOP)", row -> row.longNumber("log"))
        .get(0);
  }
}
