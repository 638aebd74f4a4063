package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImageName;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The newest push of an image that a config repo took, or is about to take.
 *
 * @param repository the config repo's URL
 * @param sentence what happened last, for people
 * @param at when the push came
 * @param since when something happened to it in this config repo last
 */
public record Standing(
    ImageName image,
    String repository,
    String pushId,
    String tag,
    TargetState state,
    String sentence,
    Instant at,
    Instant since,
    @Nullable Integer pullRequest,
    @Nullable String pullRequestUrl) {

  static Standing of(Row row) throws SQLException {
    Instant at = row.instant("received_at");
    Instant since = row.instantOrNull("since");
    return new Standing(
        new ImageName(row.text("registry"), row.text("path")),
        row.text("repository"),
        row.text("push_id"),
        row.text("tag"),
        TargetState.of(row.text("target_state")),
        row.text("target_sentence"),
        at,
        since == null ? at : since,
        row.numberOrNull("pr_number"),
        row.textOrNull("pr_url"));
  }

  /** Whether the config repo has it by now. */
  public boolean isInGit() {
    // What is pushed without a pull request is merged as it is.
    return state == TargetState.MERGED || (state == TargetState.PROPOSED && pullRequest == null);
  }
}
