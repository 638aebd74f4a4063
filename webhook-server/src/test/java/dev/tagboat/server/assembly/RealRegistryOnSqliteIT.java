package dev.tagboat.server.assembly;

import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.nio.file.Path;

final class RealRegistryOnSqliteIT extends RealRegistryBase {
  @Override
  DatabaseConfig database(Path dir) {
    return TestDatabase.sqlite(dir);
  }
}
