package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills inboxes, and puts pushes into the states that workers would bring them to. */
public final class Inboxes {
  private Inboxes() {}

  public static ImagePush push(String image, String tag, @Nullable String digest) {
    return ImagePush.of(
        ImageName.parse(image).orElseThrow(),
        new Tag(tag),
        digest == null ? null : new Digest(digest));
  }

  public static Intake intake(ImagePush... pushes) {
    return new Intake("main", List.of(pushes), List.of());
  }

  public static String digest(int number) {
    return "sha256:" + String.format("%064x", number);
  }

  /** As a worker leaves it when it will not come back by itself. */
  public static void settle(Database database, String push, PushState state) {
    database
        .sql()
        .update(
            "UPDATE pushes SET state = ?, sentence = ?, attempts = 7, next_attempt_at = NULL"
                + " WHERE id = ?",
            state.key(),
            "it is " + state.key(),
            push);
  }

  /** As the registry's lane leaves it. */
  public static void confirm(Database database, String push, ImageEvidence evidence) {
    database
        .sql()
        .update("UPDATE pushes SET evidence = ? WHERE id = ?", EvidenceJson.write(evidence), push);
  }

  public static void target(
      Database database, String push, String repository, TargetState state, @Nullable Integer pr) {
    database
        .sql()
        .update(
            "INSERT INTO push_targets (push_id, repository, state, sentence, attempts, branch,"
                + " commit_id, pr_number, pr_url) VALUES (?, ?, ?, ?, 3, ?, ?, ?, ?)",
            push,
            repository,
            state.key(),
            "it is " + state.key(),
            pr == null ? null : "tagboat/shop",
            pr == null ? null : "0123456789abcdef0123456789abcdef01234567",
            pr,
            pr == null ? null : "https://github.com/acme/config/pull/" + pr);
  }

  /** As the lane of a config repo leaves it whose forge keeps no pull requests. */
  public static void pushed(Database database, String push, String repository, String commit) {
    target(database, push, repository, TargetState.PROPOSED, null);
    database.sql().update("UPDATE push_targets SET commit_id = ? WHERE push_id = ?", commit, push);
  }

  /** With another address of its pull requests. */
  public static void linked(Database database, String push, String url) {
    database.sql().update("UPDATE push_targets SET pr_url = ? WHERE push_id = ?", url, push);
  }

  /** A step in a push's history. */
  public static void step(
      Database database,
      String push,
      Instant at,
      String step,
      @Nullable String repository,
      String detail) {
    database.sql().update(History.ADD, History.line(push, at, step, repository, detail));
  }

  /** As the lane of a cluster leaves it. */
  public static void landed(Database database, String cluster, String push, String repository) {
    database
        .sql()
        .update(
            "INSERT INTO landings (cluster, push_id, repository, merge_commit, state, sentence)"
                + " VALUES (?, ?, ?, '', 'healthy', '')",
            cluster,
            push,
            repository);
  }

  /** As it looks a while after its last step; also what was received then. */
  public static void state(
      Database database, String push, PushState state, String sentence, Instant received) {
    database
        .sql()
        .update(
            "UPDATE pushes SET state = ?, sentence = ?, received_at = ?, next_attempt_at = NULL"
                + " WHERE id = ?",
            state.key(),
            sentence,
            received,
            push);
  }

  /** Ids of pushes whose confirmation is due, and {@code ID REPOSITORY} of targets that are. */
  public static List<String> due(Database database) {
    return database
        .readSql()
        .list(
            "SELECT id AS what FROM pushes WHERE next_attempt_at IS NOT NULL"
                + " UNION ALL SELECT push_id || ' ' || repository FROM push_targets"
                + " WHERE next_attempt_at IS NOT NULL ORDER BY what",
            row -> row.text("what"));
  }
}
