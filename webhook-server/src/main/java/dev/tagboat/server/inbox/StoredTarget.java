package dev.tagboat.server.inbox;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A push in one config repo.
 *
 * @param repository the config repo's URL
 * @param sentence what happened last, for people
 * @param attempts how often it was tried in vain
 */
public record StoredTarget(
    String pushId,
    String repository,
    TargetState state,
    String sentence,
    int attempts,
    @Nullable String branch,
    @Nullable String commit,
    @Nullable Integer pullRequest,
    @Nullable String pullRequestUrl) {

  static StoredTarget of(Row row) throws SQLException {
    return new StoredTarget(
        row.text("push_id"),
        row.text("repository"),
        TargetState.of(row.text("target_state")),
        row.text("target_sentence"),
        row.number("target_attempts"),
        row.textOrNull("branch"),
        row.textOrNull("commit_id"),
        row.numberOrNull("pr_number"),
        row.textOrNull("pr_url"));
  }
}
