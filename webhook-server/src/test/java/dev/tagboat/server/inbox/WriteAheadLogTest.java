package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.TransientFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAheadLogTest {
  @TempDir Path folder;

  @Test
  void isTheFileThatSqliteWritesTo() throws IOException {
    Path log = folder.resolve("tagboat.db-wal");
    try (Database database = Database.open(TestDatabase.sqlite(folder))) {
      database
          .sql()
          .update(
              "INSERT INTO seen_deliveries (hook, delivery, at) VALUES ('h', 'd', ?)",
              Instant.EPOCH);
      assertThat(log).isNotEmptyFile();
    }
    assertThat(log).doesNotExist();
  }

  @Test
  void noLogIsNoFault() {
    assertThatCode(() -> new WriteAheadLog(folder.resolve("tagboat.db")).reached())
        .doesNotThrowAnyException();
  }

  @Test
  void whatCannotBeWaitedForCountsAsNotStored() throws IOException {
    Files.createDirectory(folder.resolve("tagboat.db-wal"));
    assertThatThrownBy(() -> new WriteAheadLog(folder.resolve("tagboat.db")).reached())
        .isInstanceOf(TransientFault.class)
        .hasMessageContaining("The disk does not take the database's log");
  }
}
