package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AuditOnSqliteTest extends AuditSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.sqlite(folder);
  }

  @Override
  List<String> unlocked() {
    return List.of("DROP TRIGGER audit_not_changed", "DROP TRIGGER audit_not_taken_out");
  }

  @Test
  void anEntryIsNotReplacedEither() {
    audit().add("ann", "retry", "r.io/a:1", "", "");

    assertThatThrownBy(
            () ->
                database()
                    .sql()
                    .update("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1"))
        .hasStackTraceContaining("the audit has this entry");
  }
}
