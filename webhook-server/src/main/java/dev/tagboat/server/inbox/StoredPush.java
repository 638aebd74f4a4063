package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A push as it stands in the inbox.
 *
 * @param sentence what happened last, for people
 * @param attempts how often the registry was asked in vain
 * @param confirmed what the registry confirmed; null until then
 * @param evidence what else it showed then, or why it did not
 */
public record StoredPush(
    String id,
    String hook,
    ImagePush push,
    PushState state,
    String sentence,
    int attempts,
    Instant receivedAt,
    @Nullable Digest confirmed,
    ImageEvidence evidence) {

  private static final ImageEvidence NOT_YET =
      new ImageEvidence.Missing("the registry has not been asked for it");

  static StoredPush of(Row row) throws SQLException {
    String digest = row.textOrNull("digest");
    String confirmed = row.textOrNull("confirmed_digest");
    String evidence = row.textOrNull("evidence");
    return new StoredPush(
        row.text("id"),
        row.text("hook"),
        new ImagePush(
            new ImageName(row.text("registry"), row.text("path")),
            new Tag(row.text("tag")),
            digest == null ? null : new Digest(digest),
            row.textOrNull("media_type"),
            row.instantOrNull("pushed_at"),
            row.textOrNull("pusher")),
        PushState.of(row.text("state")),
        row.text("sentence"),
        row.number("attempts"),
        row.instant("received_at"),
        confirmed == null ? null : new Digest(confirmed),
        evidence == null ? NOT_YET : EvidenceJson.read(evidence));
  }
}
