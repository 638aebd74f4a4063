package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a push.
 *
 * @param step one word, such as {@code received} or {@code confirmed}
 * @param repository the config repo's URL; null when the step concerns none
 * @param detail for people
 */
public record HistoryLine(Instant at, String step, @Nullable String repository, String detail) {

  static HistoryLine of(Row row) throws SQLException {
    return new HistoryLine(
        row.instant("at"), row.text("step"), row.textOrNull("repository"), row.text("detail"));
  }
}
