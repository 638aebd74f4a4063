package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.Condition;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told on the forge: how a merge does in a cluster.
 *
 * @param revision what the cluster has
 * @param at when the cluster said so
 * @param attempts how often that was tried in vain
 */
public record Announcement(
    long id,
    String cluster,
    String repository,
    String mergeCommit,
    Condition condition,
    String revision,
    Instant at,
    @Nullable Integer pullRequest,
    int attempts) {

  static Announcement of(Row row) throws SQLException {
    return new Announcement(
        row.longNumber("id"),
        row.text("cluster"),
        row.text("repository"),
        row.text("merge_commit"),
        new Condition(Condition.State.of(row.text("state")), row.text("sentence")),
        row.text("revision"),
        row.instant("at"),
        row.numberOrNull("pr_number"),
        row.number("attempts"));
  }
}
