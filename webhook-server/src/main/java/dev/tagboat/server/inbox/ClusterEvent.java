package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.Transition;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that became otherwise in a cluster.
 *
 * @param kind {@code revision}, {@code health}, {@code drift} or {@code image}, as {@link
 *     dev.tagboat.server.clusters.Transition} writes them
 * @param revision what the cluster had then
 * @param detail for people
 */
public record ClusterEvent(Instant at, String kind, @Nullable String revision, String detail) {

  static ClusterEvent of(Row row) throws SQLException {
    return new ClusterEvent(
        row.instant("at"), row.text("kind"), row.textOrNull("revision"), row.text("detail"));
  }

  /** What happened, as the audit spells it. */
  String action() {
    return switch (kind) {
      case "revision" -> detail.startsWith("applied ") ? "applied" : "not-applied";
      case "drift" -> Transition.isOver(detail) ? "healed" : "drifted";
      case "image" -> "rollout";
      default -> kind;
    };
  }

  /** What it happened to: the commit, or the object. */
  String subject() {
    return kind.equals("revision")
        ? detail.substring(detail.lastIndexOf(' ') + 1)
        : detail.split(" ", 2)[0];
  }
}
