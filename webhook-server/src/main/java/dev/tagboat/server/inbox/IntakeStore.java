package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.ImagePush;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores what requests bring, many requests in one transaction. */
final class IntakeStore {
  /** How long an event counts as the very same one, of senders that do not say when it was. */
  private static final Duration WINDOW = Duration.ofSeconds(60);

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

  /** A push that is stored unless it turns out to be a duplicate. */
  private record Arrival(int intake, String id, String hook, ImagePush push) {
    @Nullable Object[] claim(Instant now) {
      return values(
          push.image().registry(),
          push.image().path(),
          push.tag(),
          push.digest() == null ? "" : push.digest(),
          push.pushedAt(),
          id,
          now,
          now.minus(WINDOW));
    }

    @Nullable Object[] row(Instant now) {
      return values(
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
    }

    @Nullable Object[] history(Instant now) {
      return History.line(id, now, "received", null, push.reference() + " by hook " + hook);
    }
  }

  private static @Nullable Object[] values(@Nullable Object... values) {
    return values;
  }

  List<Intake.Receipt> store(List<Intake> batch) {
    return sql.transaction(tx -> store(tx, batch));
  }

  /**
   * As a part of another transaction. One kind of row after the other, all of the same kind at
   * once: of two equal pushes in a batch the second sees the claim of the first, and that is
   * enough.
   */
  List<Intake.Receipt> store(Tx tx, List<Intake> batch) throws SQLException {
    Instant now = clock.instant();
    boolean[] repeated = repeated(tx, batch, now);
    int[] accepted = new int[batch.size()];
    List<Arrival> taken = claimed(tx, arrivals(batch, repeated), now);
    taken.forEach(arrival -> accepted[arrival.intake()]++);
    tx.updates(INSERT, rows(taken, arrival -> arrival.row(now)));
    tx.updates(History.ADD, rows(taken, arrival -> arrival.history(now)));
    tx.updates(DELIVERY, leftOut(batch, repeated, now));
    List<Intake.Receipt> receipts = new ArrayList<>();
    for (int i = 0; i < accepted.length; i++) {
      receipts.add(new Intake.Receipt(accepted[i], batch.get(i).pushes().size() - accepted[i]));
    }
    return receipts;
  }

  /** Remembers the ids of the deliveries; says which of them were known. */
  private static boolean[] repeated(Tx tx, List<Intake> batch, Instant now) throws SQLException {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Intake intake : batch) {
      if (intake.delivery() != null) {
        rows.add(values(intake.hook(), intake.delivery(), now));
      }
    }
    int[] changed = tx.updates(SEEN, rows);
    boolean[] repeated = new boolean[batch.size()];
    int next = 0;
    for (int i = 0; i < repeated.length; i++) {
      repeated[i] = batch.get(i).delivery() != null && changed[next++] == 0;
    }
    return repeated;
  }

  private List<Arrival> arrivals(List<Intake> batch, boolean[] repeated) {
    List<Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < repeated.length; i++) {
      Intake intake = batch.get(i);
      for (ImagePush push : repeated[i] ? List.<ImagePush>of() : intake.pushes()) {
        arrivals.add(new Arrival(i, ids.next(), intake.hook(), push));
      }
    }
    return arrivals;
  }

  private static List<Arrival> claimed(Tx tx, List<Arrival> arrivals, Instant now)
      throws SQLException {
    int[] changed = tx.updates(CLAIM, rows(arrivals, arrival -> arrival.claim(now)));
    List<Arrival> claimed = new ArrayList<>();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] == 1) {
        claimed.add(arrivals.get(i));
      }
    }
    return claimed;
  }

  private static List<@Nullable Object[]> leftOut(
      List<Intake> batch, boolean[] repeated, Instant now) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (int i = 0; i < repeated.length; i++) {
      Intake intake = batch.get(i);
      for (Intake.LeftOut event : repeated[i] ? List.<Intake.LeftOut>of() : intake.leftOut()) {
        rows.add(
            values(
                now,
                intake.hook(),
                event.outcome(),
                event.subject(),
                event.reason(),
                event.routine()));
      }
    }
    return rows;
  }

  private static List<@Nullable Object[]> rows(
      List<Arrival> arrivals, Function<Arrival, @Nullable Object[]> row) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    arrivals.forEach(arrival -> rows.add(row.apply(arrival)));
    return rows;
  }
}
