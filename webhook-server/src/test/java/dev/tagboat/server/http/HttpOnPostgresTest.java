package dev.tagboat.server.http;

import dev.tagboat.server.config.DatabaseConfig;
import dev.tagboat.server.inbox.TestDatabase;
import java.nio.file.Path;

final class HttpOnPostgresTest extends HttpSuite {
  @Override
  DatabaseConfig fresh(Path folder) {
    return TestDatabase.postgres();
  }
}
