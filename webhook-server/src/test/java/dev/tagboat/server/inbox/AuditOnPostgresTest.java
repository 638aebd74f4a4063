package dev.tagboat.server.inbox;

import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.util.List;

final class AuditOnPostgresTest extends AuditSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.postgres();
  }

  @Override
  List<String> unlocked() {
    return List.of("DROP TRIGGER audit_not_changed ON audit");
  }
}
