package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes lines of a push's history. */
final class History {
  static final String ADD =
      "INSERT INTO push_history (push_id, at, step, repository, detail) VALUES (?, ?, ?, ?, ?)";

  private static final int MAX_DETAIL = 4_000;

  private History() {}

  static void add(
      Tx tx, String push, Instant at, String step, @Nullable String repository, String detail)
      throws SQLException {
    tx.update(ADD, line(push, at, step, repository, detail));
  }

  /** The values of {@link #ADD}. */
  static @Nullable Object[] line(
      String push, Instant at, String step, @Nullable String repository, String detail) {
    return new @Nullable Object[] {push, at, step, repository, clean(detail)};
  }

  // PostgreSQL takes no NUL in a text.
  static String clean(String text) {
    String clean = text.replace('\0', ' ');
    return clean.length() <= MAX_DETAIL ? clean : clean.substring(0, MAX_DETAIL) + "…";
  }
}
