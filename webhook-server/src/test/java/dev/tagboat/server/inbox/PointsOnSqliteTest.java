package dev.tagboat.server.inbox;

import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;

final class PointsOnSqliteTest extends PointsSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.sqlite(folder);
  }
}
