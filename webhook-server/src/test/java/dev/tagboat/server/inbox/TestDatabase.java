package dev.tagboat.server.inbox;

import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.config.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/** The two databases, each empty for each test; one PostgreSQL process serves the whole run. */
public enum TestDatabase {
  SQLITE {
    @Override
    public DatabaseConfig create(Path folder) {
      return DatabaseConfig.sqlite(folder.resolve("tagboat.db"));
    }
  },
  POSTGRESQL {
    @Override
    public DatabaseConfig create(Path folder) {
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      EmbeddedPostgres server = Postgres.SERVER;
      try (Connection connection = server.getPostgresDatabase().getConnection()) {
        connection.createStatement().execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return new DatabaseConfig(
          server.getJdbcUrl("postgres", name), "postgres", Secret.of("postgres"));
    }
  };

  /** A new, empty database. */
  public abstract DatabaseConfig create(Path folder);

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL cannot be started", e);
      }
    }

    private static void close(EmbeddedPostgres server) {
      try {
        server.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
