package dev.tagboat.server.inbox;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Statements over a pool. Every failure is a {@link dev.tagboat.bot.fault.TransientFault}: a
 * database that is away, full or locked is worth another try.
 */
final class Sql {
  /** Class 40 of the SQL standard's states. */
  private static final String TRANSACTION_ROLLBACK = "40";

  private static final int ATTEMPTS = 3;

  private final HikariDataSource source;
  private final Durability durability;

  Sql(HikariDataSource source, Durability durability) {
    this.source = source;
    this.durability = durability;
  }

  /** What is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Tx tx) throws SQLException;
  }

  /**
   * Commits when {@code work} returns, rolls back when it throws, and waits until the disk has it.
   * Runs it again when the database chose it as the loser of a deadlock.
   */
  <T> T transaction(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        T result = once(work);
        durability.reached();
        return result;
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !isLostConflict(e)) {
          throw Database.away(e);
        }
      }
    }
  }

  private static boolean isLostConflict(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith(TRANSACTION_ROLLBACK);
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.in(new Tx(connection));
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        undo(connection, e);
        throw e;
      }
      connection.setAutoCommit(true);
      return result;
    }
  }

  // On a full disk SQLite rolls back by itself. Its driver does not notice, and would from then on
  // commit each statement alone: such a connection must not be used again.
  private void undo(Connection connection, Exception why) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      why.addSuppressed(e);
      source.evictConnection(connection);
    }
  }

  int update(String sql, @Nullable Object... values) {
    return transaction(tx -> tx.update(sql, values));
  }

  <T> List<T> list(String sql, Row.Mapper<T> mapper, @Nullable Object... values) {
    try (Connection connection = source.getConnection()) {
      return new Tx(connection).list(sql, mapper, values);
    } catch (SQLException e) {
      throw Database.away(e);
    }
  }

  /** The time in column {@code due} of the only row. */
  static Optional<Instant> next(Sql sql, String query, String of) {
    return sql.list(query, row -> Optional.ofNullable(row.instantOrNull("due")), of).get(0);
  }
}
