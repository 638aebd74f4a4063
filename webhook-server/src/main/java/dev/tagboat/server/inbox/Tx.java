package dev.tagboat.server.inbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements on one connection; values are texts, whole numbers and instants. */
record Tx(Connection connection) {

  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /**
   * The same statement for each of {@code rows}, sent at once: a database over the network is
   * waited for once.
   *
   * @return how many rows each of them has changed
   */
  int[] updates(String sql, List<@Nullable Object[]> rows) throws SQLException {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (@Nullable Object[] row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  <T> List<T> list(String sql, Row.Mapper<T> mapper, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> rows = new ArrayList<>();
      try (ResultSet results = statement.executeQuery()) {
        while (results.next()) {
          rows.add(mapper.map(new Row(results)));
        }
      }
      return rows;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value instanceof Instant instant) {
        // Both databases keep milliseconds; finer parts would make equal times differ.
        statement.setTimestamp(i + 1, new Timestamp(instant.toEpochMilli()));
      } else if (value instanceof Integer number) {
        statement.setInt(i + 1, number);
      } else if (value instanceof Boolean flag) {
        statement.setBoolean(i + 1, flag);
      } else if (value instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (value == null) {
        // Without a type, so that it fits any column.
        statement.setNull(i + 1, Types.NULL);
      } else {
        statement.setString(i + 1, value.toString());
      }
    }
  }
}
