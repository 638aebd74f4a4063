package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.server.ManualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite that may not grow any more, which ends the transaction by itself. */
class FullDatabaseTest {
  @TempDir Path folder;

  @Test
  void nothingIsHalfStoredAndWhatComesAfterItIsStored() {
    try (Database database = Database.open(TestDatabase.sqlite(folder));
        GroupCommit intake = new GroupCommit(database, new ManualClock())) {
      // Of this one connection only, and never below what there is.
      database.sql().list("PRAGMA max_page_count = 1", row -> true);

      assertThatThrownBy(() -> intake.store(many("first")))
          .isInstanceOf(TransientFault.class)
          .hasMessageContaining("SQLITE_FULL");
      assertThat(stored(database)).isZero();

      assertThat(intake.store(many("second")).accepted()).isEqualTo(500);
      assertThat(stored(database)).isEqualTo(500);
      database.probe();
    }
  }

  private static Intake many(String tag) {
    List<ImagePush> pushes =
        IntStream.range(0, 500)
            .mapToObj(i -> Inboxes.push("r.example/a/" + "x".repeat(200), tag + i, null))
            .toList();
    return new Intake("main", pushes, List.of());
  }

  private static long stored(Database database) {
    return new Views(database).counts().values().stream().mapToLong(Long::longValue).sum();
  }
}
