package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Forgets the oldest of what is kept only for a while. In small parts, so that a request which is
 * to be stored meanwhile hardly waits, also when there is much to forget after a long pause.
 */
final class Pruning {
  /** Of the routine and of the rest each. */
  private static final int KEPT_DELIVERIES = 1_000;

  /** How long the ids of deliveries are remembered; senders try again for at most a week. */
  private static final Duration KEPT_IDS = Duration.ofDays(8);

  /** Whatever senders send, there are no more than about this many. */
  private static final int MOST_IDS = 500_000;

  /** Counting so many takes its time, so it is done at one of so many turns only. */
  private static final int COUNTED_EVERY = 10;

  private static final int PART = 500;

  private static final String OLDEST_KEPT =
      "SELECT id FROM deliveries WHERE routine = ? ORDER BY id DESC LIMIT 1 OFFSET ?";
  private static final String FORGET_DELIVERIES =
      "DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries"
          + " WHERE routine = ? AND id <= ? ORDER BY id LIMIT ?)";
  private static final String OLDEST_ID =
      "SELECT at FROM seen_deliveries ORDER BY at DESC LIMIT 1 OFFSET ?";
  private static final String FORGET_IDS =
      "DELETE FROM seen_deliveries WHERE (hook, delivery) IN (SELECT hook, delivery"
          + " FROM seen_deliveries WHERE at < ? ORDER BY at LIMIT ?)";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;
  private int turns;

  Pruning(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /** What the database does not take is left for the next time. */
  void run() {
    try {
      deliveries(false);
      deliveries(true);
      ids(clock.instant().minus(KEPT_IDS));
      if (turns++ % COUNTED_EVERY == 0) {
        first(readSql.list(OLDEST_ID, row -> row.instant("at"), MOST_IDS)).ifPresent(this::ids);
      }
    } catch (TransientFault e) {
      // Nobody waits for it, and a database that is away is told of by those who need it.
    }
  }

  private void deliveries(boolean routine) {
    first(readSql.list(OLDEST_KEPT, row -> row.longNumber("id"), routine, KEPT_DELIVERIES))
        .ifPresent(id -> inParts(FORGET_DELIVERIES, routine, id, PART));
  }

  private void ids(Instant before) {
    inParts(FORGET_IDS, before, PART);
  }

  private void inParts(String statement, Object... values) {
    int forgotten = PART;
    while (forgotten == PART) {
      forgotten = sql.update(statement, values);
    }
  }

  private static <T> Optional<T> first(List<T> rows) {
    return rows.stream().findFirst();
  }
}
