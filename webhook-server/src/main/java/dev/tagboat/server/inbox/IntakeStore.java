package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImagePush;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stores what requests bring, many requests in one transaction. */
final class IntakeStore {
  /** How long an event counts as the very same one, of senders that do not say when it was. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

  /** Of the routine and of the rest each. */
  private static final int KEPT_DELIVERIES = 1_000;

  /** How long the ids of deliveries are remembered; senders try again for at most a week. */
  private static final Duration KEPT_IDS = Duration.ofDays(8);

  /** Whatever senders send, there are no more than about this many. */
  private static final int MOST_IDS = 500_000;

  // No row is touched, and so the event is a duplicate, while the tag's last push says the same:
  // without a digest, while that push still waits for the registry, which will tell what the tag is
  // by then; with a digest, while that push is under way or proposed, or when the sender sends the
  // very same event again. What came to its end otherwise may be pushed anew. A last push that this
  // statement cannot see was stored by another server a moment ago, and is under way. One
  // statement, so that two servers that get the same event at once agree on who was first.
  private static final String CLAIM =
      """
      INSERT INTO image_tags (registry, path, tag, digest, pushed_at, push_id, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (registry, path, tag) DO UPDATE
      SET digest = excluded.digest, pushed_at = excluded.pushed_at, push_id = excluded.push_id,
        received_at = excluded.received_at
      WHERE CASE
        WHEN excluded.digest = '' THEN EXISTS (
          SELECT 1 FROM pushes p WHERE p.id = image_tags.push_id AND p.state <> 'received')
        WHEN image_tags.digest <> excluded.digest AND NOT EXISTS (
          SELECT 1 FROM pushes p
          WHERE p.id = image_tags.push_id AND p.confirmed_digest = excluded.digest) THEN TRUE
        WHEN image_tags.pushed_at = excluded.pushed_at THEN FALSE
        WHEN image_tags.pushed_at IS NULL AND excluded.pushed_at IS NULL
          AND image_tags.received_at >= ? THEN FALSE
        ELSE EXISTS (
          SELECT 1 FROM pushes p WHERE p.id = image_tags.push_id
          AND p.state NOT IN ('received', 'confirmed', 'proposed'))
        END
      """;
  private static final String INSERT =
      """
      INSERT INTO pushes (id, hook, registry, path, tag, digest, media_type, pushed_at, pusher,
        state, sentence, attempts, next_attempt_at, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', 'waiting for the registry', 0, ?, ?)
      """;
  private static final String DELIVERY =
      "INSERT INTO deliveries (at, hook, outcome, subject, reason, routine)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  // In the transaction that stores the pushes: an id is known only when they are, too, so that a
  // delivery that was answered with 503 is taken when it comes again.
  private static final String SEEN =
      "INSERT INTO seen_deliveries (hook, delivery, at) VALUES (?, ?, ?)"
          + " ON CONFLICT (hook, delivery) DO NOTHING";

  private final Sql sql;
  private final Clock clock;
  private final PushIds ids;

  IntakeStore(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
    this.ids = new PushIds(clock);
  }

  List<Intake.Receipt> store(List<Intake> batch) {
    return sql.transaction(
        tx -> {
          List<Intake.Receipt> receipts = new ArrayList<>();
          for (Intake intake : batch) {
            receipts.add(store(tx, intake));
          }
          return receipts;
        });
  }

  /** As a part of another transaction. */
  Intake.Receipt store(Tx tx, Intake intake) throws SQLException {
    Instant now = clock.instant();
    if (intake.delivery() != null && tx.update(SEEN, intake.hook(), intake.delivery(), now) == 0) {
      return new Intake.Receipt(0, intake.pushes().size());
    }
    int accepted = 0;
    for (ImagePush push : intake.pushes()) {
      String id = ids.next();
      if (claim(tx, id, push, now)) {
        insert(tx, id, intake.hook(), push, now);
        accepted++;
      }
    }
    for (Intake.LeftOut event : intake.leftOut()) {
      tx.update(
          DELIVERY,
          now,
          intake.hook(),
          event.outcome(),
          event.subject(),
          event.reason(),
          event.routine());
    }
    return new Intake.Receipt(accepted, intake.pushes().size() - accepted);
  }

  private static boolean claim(Tx tx, String id, ImagePush push, Instant now) throws SQLException {
    String digest = push.digest() == null ? "" : push.digest().value();
    return tx.update(
            CLAIM,
            push.image().registry(),
            push.image().path(),
            push.tag().value(),
            digest,
            push.pushedAt(),
            id,
            now,
            now.minus(WINDOW))
        == 1;
  }

  private static void insert(Tx tx, String id, String hook, ImagePush push, Instant now)
      throws SQLException {
    tx.update(
        INSERT,
        id,
        hook,
        push.image().registry(),
        push.image().path(),
        push.tag(),
        push.digest(),
        push.mediaType(),
        push.pushedAt(),
        push.pusher(),
        now,
        now);
    History.add(tx, id, now, "received", null, push.reference() + " by hook " + hook);
  }

  void prune() {
    for (boolean routine : List.of(true, false)) {
      sql.update(
          "DELETE FROM deliveries WHERE routine = ? AND id <= (SELECT id FROM deliveries"
              + " WHERE routine = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
          routine,
          routine,
          KEPT_DELIVERIES);
    }
    sql.update("DELETE FROM seen_deliveries WHERE at < ?", clock.instant().minus(KEPT_IDS));
    sql.update(
        "DELETE FROM seen_deliveries WHERE at < "
            + "(SELECT at FROM seen_deliveries ORDER BY at DESC LIMIT 1 OFFSET ?)",
        MOST_IDS);
  }
}
