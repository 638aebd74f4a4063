package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Instant;

/**
 * An event that was not taken.
 *
 * @param outcome {@code ignored} or {@code unreadable}
 * @param subject what it is about, safe to show; may be empty
 * @param routine whether every push brings some of it
 */
public record Delivery(
    long id,
    Instant at,
    String hook,
    String outcome,
    String subject,
    String reason,
    boolean routine) {

  static Delivery of(Row row) throws SQLException {
    return new Delivery(
        row.longNumber("id"),
        row.instant("at"),
        row.text("hook"),
        row.text("outcome"),
        row.text("subject"),
        row.text("reason"),
        row.flag("routine"));
  }
}
