package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImagePush;
import dev.tagboat.bot.image.Tag;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen of images that are looked at now and then, and what was new: that is a push. */
public final class Polls {
  /** In place of a hook; no hook can have this name. */
  public static final String SENDER = "(poll)";

  /** So few at a time that a request which is to be stored meanwhile hardly waits. */
  private static final int AT_ONCE = 250;

  private static final String BEGIN =
      """
      INSERT INTO polls (registry, path, next_at, failures, started) VALUES (?, ?, ?, 0, FALSE)
      ON CONFLICT (registry, path) DO NOTHING
      """;
  private static final String WAITING =
      "SELECT path, next_at FROM polls WHERE registry = ? ORDER BY next_at, path";
  private static final String SEE =
      """
      INSERT INTO poll_tags (registry, path, tag, digest) VALUES (?, ?, ?, ?)
      ON CONFLICT (registry, path, tag) DO UPDATE SET digest = excluded.digest
      """;
  private static final String FORGET =
      "DELETE FROM poll_tags WHERE registry = ? AND path = ? AND tag = ?";
  private static final String DONE =
      "UPDATE polls SET next_at = ?, failures = 0, problem = NULL, started = TRUE"
          + " WHERE registry = ? AND path = ?";
  private static final String FAILED =
      "UPDATE polls SET next_at = ?, failures = failures + 1, problem = ?"
          + " WHERE registry = ? AND path = ?";
  private static final String HAD =
      """
      SELECT 1 AS found FROM image_tags t LEFT JOIN pushes p ON p.id = t.push_id
      WHERE t.registry = ? AND t.path = ? AND t.tag = ? AND (t.digest = ? OR p.confirmed_digest = ?)
      """;

  private final Sql sql;
  private final Sql readSql;
  private final IntakeStore intake;

  public Polls(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.intake = new IntakeStore(database.sql(), clock);
  }

  /** An image whose turn comes. */
  public record Turn(ImageName image, Instant at) {}

  /**
   * What is remembered of an image.
   *
   * @param started whether it was ever looked at
   * @param failures how often in a row that did not work
   * @param tags what was seen, each with its digest, null where nobody asked for that
   */
  public record Memory(boolean started, int failures, Map<Tag, @Nullable Digest> tags) {}

  /** Plans the first look at an image, unless it is known already. */
  public void begin(ImageName image, Instant first) {
    sql.update(BEGIN, image.registry(), image.path(), first);
  }

  /** The images of a registry, the next one first. */
  public List<Turn> turns(String registry) {
    return readSql.list(
        WAITING,
        row -> new Turn(new ImageName(registry, row.text("path")), row.instant("next_at")),
        registry);
  }

  public Memory memory(ImageName image) {
    Map<Tag, @Nullable Digest> tags = new HashMap<>();
    record Seen(Tag tag, String digest) {}
    readSql
        .list(
            "SELECT tag, digest FROM poll_tags WHERE registry = ? AND path = ?",
            row -> new Seen(new Tag(row.text("tag")), row.text("digest")),
            image.registry(),
            image.path())
        .forEach(
            seen ->
                tags.put(seen.tag(), seen.digest().isEmpty() ? null : new Digest(seen.digest())));
    return readSql
        .list(
            "SELECT started, failures FROM polls WHERE registry = ? AND path = ?",
            row -> new Memory(row.flag("started"), row.number("failures"), tags),
            image.registry(),
            image.path())
        .stream()
        .findFirst()
        .orElse(new Memory(false, 0, tags));
  }

  /** Whether the last push of the tag, from wherever, was of this very image. */
  public boolean had(ImageName image, Tag tag, Digest digest) {
    return !readSql
        .list(HAD, row -> 1, image.registry(), image.path(), tag, digest, digest)
        .isEmpty();
  }

  /**
   * A look is over. What is new is stored like a push that was told of, together with what is now
   * known: after a crash in the middle the look is repeated, and nothing is lost or taken twice.
   *
   * @param before what was known
   * @param listed all tags that there are
   * @param asked the digests that were asked for
   * @param news those of them that are pushes
   */
  public Intake.Receipt done(
      ImageName image,
      Memory before,
      Set<Tag> listed,
      Map<Tag, Digest> asked,
      List<Tag> news,
      Instant next) {
    List<Tag> unasked = new ArrayList<>(listed);
    unasked.removeIf(tag -> before.tags().containsKey(tag) || asked.containsKey(tag));
    Set<Tag> gone = new HashSet<>(before.tags().keySet());
    gone.removeAll(listed);
    inParts(unasked, (tx, tag) -> tx.update(SEE, image.registry(), image.path(), tag, ""));
    inParts(List.copyOf(gone), (tx, tag) -> tx.update(FORGET, image.registry(), image.path(), tag));
    List<ImagePush> pushes =
        news.stream().map(tag -> ImagePush.of(image, tag, asked.get(tag))).toList();
    return sql.transaction(
        tx -> {
          for (Map.Entry<Tag, Digest> one : asked.entrySet()) {
            tx.update(SEE, image.registry(), image.path(), one.getKey(), one.getValue());
          }
          tx.update(DONE, next, image.registry(), image.path());
          return intake.store(tx, List.of(new Intake(SENDER, pushes, List.of()))).get(0);
        });
  }

  private interface Change {
    void of(Tx tx, Tag tag) throws SQLException;
  }

  private void inParts(List<Tag> tags, Change change) {
    for (int from = 0; from < tags.size(); from += AT_ONCE) {
      List<Tag> part = tags.subList(from, Math.min(tags.size(), from + AT_ONCE));
      sql.transaction(
          tx -> {
            for (Tag tag : part) {
              change.of(tx, tag);
            }
            return true;
          });
    }
  }

  /** It did not work, as {@code sentence} says; it is tried again at {@code next}. */
  public void failed(ImageName image, Instant next, String sentence) {
    sql.update(FAILED, next, History.clean(sentence), image.registry(), image.path());
  }
}
