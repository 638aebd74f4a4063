package dev.tagboat.server.inbox;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.github.Turns;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns of servers that share a database, by its clock. Each request takes two short statements, no
 * connection is kept meanwhile. A turn that is not passed on, since its server died, ends by
 * itself; so does the place of a server that waits and asks no more.
 *
 * <p>Who sends many requests in a row keeps others waiting for a second at most, then it is their
 * turn: to pass the turn on at each request would cost a wait each time.
 */
public final class TokenTurns implements Turns {
  /** Longer than an answer of a forge is waited for. */
  static final Duration LEASE = Duration.ofSeconds(40);

  /** How often one asks who waits for another's answer. */
  static final Duration POLL = Duration.ofMillis(50);

  private static final Duration AWAY = Duration.ofSeconds(30);
  private static final Logger LOG = LoggerFactory.getLogger(TokenTurns.class);

  private static final String WAITER_IS_GONE =
      "asked_at <= clock_timestamp() - INTERVAL '500 milliseconds'";
  private static final String TAKE =
      """
      UPDATE forge_lanes SET
        holder = ?,
        held_until = clock_timestamp() + ? * INTERVAL '1 millisecond',
        waiter = NULLIF(waiter, ?)
      WHERE lane = ?
        AND rests_until <= clock_timestamp()
        AND (NOT ? OR next_write <= clock_timestamp())
        AND (holder IS NULL OR holder = ? OR held_until <= clock_timestamp())
        AND (waiter IS NULL OR waiter = ? OR %s
          OR waits_since > clock_timestamp() - INTERVAL '1 second')
      """
          .formatted(WAITER_IS_GONE);
  private static final String WAIT =
      """
      UPDATE forge_lanes SET
        waits_since = CASE WHEN waiter = ? THEN waits_since ELSE clock_timestamp() END,
        waiter = ?,
        asked_at = clock_timestamp()
      WHERE lane = ? AND (waiter IS NULL OR waiter = ? OR %s)
      """
          .formatted(WAITER_IS_GONE);
  private static final String LEFT =
      """
      SELECT CAST(CEIL(EXTRACT(EPOCH FROM rests_until - clock_timestamp()) * 1000) AS BIGINT) AS rest,
        CAST(CEIL(EXTRACT(EPOCH FROM next_write - clock_timestamp()) * 1000) AS BIGINT) AS write
      FROM forge_lanes WHERE lane = ?
      """;
  private static final String FORGET =
      "DELETE FROM forge_lanes WHERE held_until < clock_timestamp() - INTERVAL '30 days'";
  private static final String BEGIN =
      """
      INSERT INTO forge_lanes (lane, held_until, next_write, rests_until)
      VALUES (?, clock_timestamp(), clock_timestamp(), clock_timestamp())
      ON CONFLICT (lane) DO NOTHING
      """;
  // One that took too long may find its turn taken.
  private static final String DONE =
      """
      UPDATE forge_lanes SET
        holder = NULLIF(holder, ?),
        next_write = GREATEST(next_write, clock_timestamp() + ? * INTERVAL '1 millisecond'),
        rests_until = GREATEST(rests_until, clock_timestamp() + ? * INTERVAL '1 millisecond')
      WHERE lane = ?
      """;

  private final Sql sql;
  private final Clock clock;
  private final String me = UUID.randomUUID().toString();
  private volatile Instant awayUntil = Instant.MIN;

  private TokenTurns(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Alone, where no other server can use the database. */
  public static Turns of(Database database, Clock clock) {
    return database.isShared() ? new TokenTurns(database.sql(), clock) : Turns.ALONE;
  }

  @Override
  public Answer ask(String lane, boolean write) {
    return reach(() -> sql.transaction(tx -> asked(tx, lane, write)), Answer.FREE);
  }

  private Answer asked(Tx tx, String lane, boolean write) throws SQLException {
    if (tx.update(TAKE, me, LEASE.toMillis(), me, lane, write, me, me) == 1) {
      return Answer.FREE;
    }
    List<Answer> left = tx.list(LEFT, row -> left(row, write), lane);
    if (left.isEmpty()) {
      tx.update(FORGET);
      tx.update(BEGIN, lane);
      return new Answer(Duration.ZERO, POLL);
    }
    if (!left.get(0).equals(Answer.FREE)) {
      return left.get(0);
    }
    tx.update(WAIT, me, me, lane, me);
    return new Answer(Duration.ZERO, POLL);
  }

  private static Answer left(Row row, boolean write) throws SQLException {
    long rest = Math.max(0, row.longNumber("rest"));
    long wait = write && rest == 0 ? Math.max(0, row.longNumber("write")) : 0;
    return new Answer(Duration.ofMillis(rest), Duration.ofMillis(wait));
  }

  @Override
  public void done(String lane, Duration untilWrite, Duration rest) {
    reach(() -> sql.update(DONE, me, untilWrite.toMillis(), rest.toMillis(), lane), 0);
  }

  private <T> T reach(Supplier<T> statement, T otherwise) {
    if (clock.instant().isBefore(awayUntil)) {
      return otherwise;
    }
    try {
      return statement.get();
    } catch (TransientFault e) {
      // Each try may take seconds, with everybody who uses the token waiting.
      awayUntil = clock.instant().plus(AWAY);
      LOG.warn(
          "Other servers with the same token cannot be given their turn for {} seconds, only the"
              + " pauses of this one are kept: {}",
          AWAY.toSeconds(),
          e.getMessage());
      return otherwise;
    }
  }
}
