package dev.tagboat.server.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row of an answer, by column names. */
record Row(ResultSet results) {

  /** Makes a value of a row. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  String text(String column) throws SQLException {
    String value = results.getString(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return results.getString(column);
  }

  int number(String column) throws SQLException {
    return results.getInt(column);
  }

  boolean flag(String column) throws SQLException {
    return results.getBoolean(column);
  }

  long longNumber(String column) throws SQLException {
    return results.getLong(column);
  }

  @Nullable Integer numberOrNull(String column) throws SQLException {
    int value = results.getInt(column);
    return results.wasNull() ? null : value;
  }

  Instant instant(String column) throws SQLException {
    Instant value = instantOrNull(column);
    if (value == null) {
      throw new SQLException("column " + column + " is null");
    }
    return value;
  }

  @Nullable Instant instantOrNull(String column) throws SQLException {
    Timestamp value = results.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
