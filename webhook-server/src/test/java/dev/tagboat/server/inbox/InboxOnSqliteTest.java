package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
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
}
