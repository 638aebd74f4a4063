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
  /** How long the same tag without a digest counts as the same event. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int KEPT_DELIVERIES = 1_000;

  // No row is touched, and so the event is a duplicate, when the tag already stands there with the
  // same digest; without a digest, when it was received a moment ago. One statement, so that two
  // servers that get the same event at once agree on who was first.
  private static final String CLAIM =
      """
      INSERT INTO image_tags (registry, path, tag, digest, received_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (registry, path, tag) DO UPDATE
      SET digest = excluded.digest, received_at = excluded.received_at
      WHERE (excluded.digest <> '' AND image_tags.digest <> excluded.digest)
         OR (excluded.digest = '' AND image_tags.received_at < ?)
      """;
  private static final String INSERT =
      """
      INSERT INTO pushes (id, hook, registry, path, tag, digest, media_type, pushed_at, pusher,
        state, sentence, attempts, next_attempt_at, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', 'waiting for the registry', 0, ?, ?)
      """;
  private static final String DELIVERY =
      "INSERT INTO deliveries (at, hook, outcome, subject, reason) VALUES (?, ?, ?, ?, ?)";

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

  private Intake.Receipt store(Tx tx, Intake intake) throws SQLException {
    Instant now = clock.instant();
    int accepted = 0;
    for (ImagePush push : intake.pushes()) {
      if (claim(tx, push, now)) {
        insert(tx, intake.hook(), push, now);
        accepted++;
      }
    }
    for (Intake.LeftOut event : intake.leftOut()) {
      tx.update(DELIVERY, now, intake.hook(), event.outcome(), event.subject(), event.reason());
    }
    return new Intake.Receipt(accepted, intake.pushes().size() - accepted);
  }

  private static boolean claim(Tx tx, ImagePush push, Instant now) throws SQLException {
    String digest = push.digest() == null ? "" : push.digest().value();
    return tx.update(
            CLAIM,
            push.image().registry(),
            push.image().path(),
            push.tag().value(),
            digest,
            now,
            now.minus(WINDOW))
        == 1;
  }

  private void insert(Tx tx, String hook, ImagePush push, Instant now) throws SQLException {
    String id = ids.next();
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
    sql.update(
        "DELETE FROM deliveries WHERE id <= (SELECT MAX(id) FROM deliveries) - ?", KEPT_DELIVERIES);
  }
}
