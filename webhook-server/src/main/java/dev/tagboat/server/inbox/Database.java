package dev.tagboat.server.inbox;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Files;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The open database, its tables brought up to date. */
public final class Database implements AutoCloseable {
  private final HikariDataSource writes;
  private final HikariDataSource reads;
  private final Sql sql;
  private final Sql readSql;
  private final @Nullable FileGuard guard;
  private final @Nullable Checkpoints checkpoints;

  private Database(
      HikariDataSource writes,
      HikariDataSource reads,
      Durability durability,
      @Nullable FileGuard guard) {
    this.writes = writes;
    this.reads = reads;
    this.guard = guard;
    this.sql = new Sql(writes, durability);
    this.readSql = new Sql(reads, Durability.OF_THE_DATABASE);
    this.checkpoints = guard == null ? null : new Checkpoints(readSql, sql);
  }

  /**
   * @throws UserFault when it cannot be opened, or another server has the SQLite file
   */
  public static Database open(DatabaseConfig config) {
    FileGuard guard = config.isSqlite() ? FileGuard.lock(config.sqliteFile()) : null;
    try {
      Dialect dialect = config.isSqlite() ? Dialect.SQLITE : Dialect.POSTGRESQL;
      // SQLite has one writer: its turn is taken in the pool, not by failing in the database.
      HikariDataSource writes = pool(config, "writes", config.isSqlite() ? 1 : 8);
      migrate(writes, dialect);
      Durability durability =
          config.isSqlite() ? new WriteAheadLog(config.sqliteFile()) : Durability.OF_THE_DATABASE;
      Database database = new Database(writes, pool(config, "reads", 4), durability, guard);
      if (database.checkpoints != null) {
        // Nobody else can be working, so what was picked was picked by a process that died.
        database.sql.update("UPDATE scheduled_tasks SET picked = FALSE, picked_by = NULL");
        database.checkpoints.start();
      }
      return database;
    } catch (RuntimeException e) {
      if (guard != null) {
        guard.close();
      }
      throw new UserFault(
          "The database " + withoutParameters(config.url()) + " cannot be opened: " + reason(e), e);
    }
  }

  /**
   * To read only, also while a server has it open.
   *
   * @throws UserFault when it cannot be opened, or there is none
   */
  public static Database openToRead(DatabaseConfig config) {
    if (config.isSqlite() && !Files.exists(config.sqliteFile())) {
      throw new UserFault("There is no database " + config.sqliteFile() + ".");
    }
    try {
      HikariDataSource reads = pool(config, "reads", 1);
      return new Database(reads, reads, Durability.OF_THE_DATABASE, null);
    } catch (RuntimeException e) {
      throw new UserFault(
          "The database " + withoutParameters(config.url()) + " cannot be opened: " + reason(e), e);
    }
  }

  private static String withoutParameters(String url) {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static String reason(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return message.startsWith("No native library found")
        ? "SQLite's native library cannot be unpacked to "
            + System.getProperty("java.io.tmpdir")
            + ". There must be room for it, and programs must be allowed there (not noexec);"
            + " another place is set with -Djava.io.tmpdir."
        : message;
  }

  private static HikariDataSource pool(DatabaseConfig config, String name, int size) {
    HikariConfig hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.url());
    if (config.username() != null) {
      hikari.setUsername(config.username());
    }
    if (config.password() != null) {
      hikari.setPassword(config.password().reveal());
    }
    hikari.setMaximumPoolSize(size);
    hikari.setConnectionTimeout(5_000);
    if (config.isSqlite()) {
      hikari.addDataSourceProperty("journal_mode", "WAL");
      // Class WriteAheadLog waits for the disk; the files stay sound without that, too.
      hikari.addDataSourceProperty("synchronous", "NORMAL");
      // Class Checkpoints does it.
      hikari.addDataSourceProperty("wal_autocheckpoint", "0");
      hikari.addDataSourceProperty("busy_timeout", "5000");
      hikari.addDataSourceProperty("foreign_keys", "true");
    }
    return new HikariDataSource(hikari);
  }

  private static void migrate(DataSource source, Dialect dialect) {
    try {
      Flyway.configure()
          .dataSource(source)
          .locations("classpath:dev/tagboat/server/inbox")
          .placeholders(dialect.placeholders())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new UserFault("its tables cannot be brought up to date: " + reason(e), e);
    }
  }

  /** For db-scheduler, which brings its own statements. */
  public DataSource dataSource() {
    return writes;
  }

  /** Whether other servers may use it, too. */
  boolean isShared() {
    return guard == null;
  }

  Sql sql() {
    return sql;
  }

  Sql readSql() {
    return readSql;
  }

  /**
   * Whether it answers, and can write.
   *
   * @throws TransientFault with the reason when not
   */
  public void probe() {
    sql.transaction(
        tx -> {
          tx.update("UPDATE image_tags SET digest = digest WHERE registry = ''");
          return true;
        });
  }

  @Override
  public void close() {
    if (checkpoints != null) {
      checkpoints.close();
    }
    reads.close();
    writes.close();
    if (guard != null) {
      guard.close();
    }
  }

  static TransientFault away(SQLException e) {
    return new TransientFault("The database does not take it: " + reason(e), e);
  }
}
