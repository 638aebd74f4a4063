package dev.tagboat.server.inbox;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** Fresh databases of both kinds. */
public final class TestDatabase {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private TestDatabase() {}

  public static DatabaseConfig sqlite(Path folder) {
    return DatabaseConfig.sqlite(folder.resolve("tagboat.db"));
  }

  /** A new database on a PostgreSQL that all tests of this process share. */
  public static DatabaseConfig postgres() {
    String name = "test" + NUMBER.incrementAndGet();
    try (Connection connection = Shared.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new DatabaseConfig(
        "jdbc:postgresql://localhost:" + Shared.SERVER.getPort() + "/" + name,
        "postgres",
        Secret.of("postgres"));
  }

  /** Started when the first test asks for it, ended with the process. */
  private static final class Shared {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
