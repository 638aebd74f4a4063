package dev.tagboat.server.inbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A push that was merged, and is not known to be healthy in a cluster yet.
 *
 * @param pullRequest null on a forge that keeps none
 * @param mergeCommit null until the forge was asked for it
 */
public record MergedPush(
    StoredPush push,
    String repository,
    @Nullable Integer pullRequest,
    @Nullable String mergeCommit) {

  static MergedPush of(Row row) throws SQLException {
    Integer number = row.numberOrNull("pr_number");
    String merge = row.textOrNull("merge_commit");
    return new MergedPush(
        StoredPush.of(row),
        row.text("repository"),
        number,
        // What is pushed without a pull request is merged as it is.
        merge == null && number == null ? row.textOrNull("commit_id") : merge);
  }
}
