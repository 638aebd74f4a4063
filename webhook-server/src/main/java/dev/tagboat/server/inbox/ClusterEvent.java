package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that became otherwise in a cluster.
 *
 * @param kind {@code revision}, {@code health} or {@code drift}
 * @param revision what the cluster had then
 * @param detail for people
 */
public record ClusterEvent(Instant at, String kind, @Nullable String revision, String detail) {

  static ClusterEvent of(Row row) throws SQLException {
    return new ClusterEvent(
        row.instant("at"), row.text("kind"), row.textOrNull("revision"), row.text("detail"));
  }
}
