package dev.tagboat.server.bench;

import dev.tagboat.server.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Looks into the database, past the server. */
final class Audit {
  private final DatabaseConfig store;

  Audit(DatabaseConfig store) {
    this.store = store;
  }

  long waiting() throws SQLException {
    return number("SELECT count(*) FROM pushes WHERE state IN ('received', 'confirmed')");
  }

  /** Without what the slow senders got through in the end. */
  long stored() throws SQLException {
    return number("SELECT count(*) FROM pushes WHERE path NOT LIKE 'load/slow-%'");
  }

  /** Tags that are stored more than once. */
  long twiceStored() throws SQLException {
    return number(
        "SELECT count(*) FROM (SELECT 1 FROM pushes GROUP BY registry, path, tag"
            + " HAVING count(*) > 1) AS twice");
  }

  /** Pushes that went through one and the same step more than once. */
  long twiceDone() throws SQLException {
    return number(
        "SELECT count(*) FROM (SELECT 1 FROM push_history WHERE step IN"
            + " ('received', 'confirmed', 'proposed', 'declined', 'unrouted', 'nothing-to-do')"
            + " GROUP BY push_id, step HAVING count(*) > 1) AS twice");
  }

  /** {@code path:tag} of all that is stored. */
  Set<String> tags() throws SQLException {
    Set<String> tags = new HashSet<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT path, tag FROM pushes")) {
      while (rows.next()) {
        tags.add(rows.getString(1) + ":" + rows.getString(2));
      }
    }
    return tags;
  }

  private long number(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connect() throws SQLException {
    return store.username() == null || store.password() == null
        ? DriverManager.getConnection(store.url())
        : DriverManager.getConnection(store.url(), store.username(), store.password().reveal());
  }
}
