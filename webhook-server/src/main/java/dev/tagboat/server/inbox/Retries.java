package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Has a person's "try again" done. */
public final class Retries {
  /** What became of the wish. */
  public enum Outcome {
    /** It is due now. */
    DUE,
    /** There is no such push. */
    UNKNOWN,
    /** A pull request stands for it, or people have decided: nothing is left to try. */
    SETTLED
  }

  private static final Set<PushState> RETRIED =
      Set.of(
          PushState.RECEIVED,
          PushState.CONFIRMED,
          PushState.REFUSED,
          PushState.UNROUTED,
          PushState.FAILED,
          PushState.DECLINED,
          PushState.NOTHING_TO_DO);

  private final Sql sql;
  private final Clock clock;
  private final Runnable due;

  /** Nobody is told of what is due. */
  public Retries(Database database, Clock clock) {
    this(database, clock, () -> {});
  }

  /**
   * @param due told that something is due; must return at once
   */
  public Retries(Database database, Clock clock, Runnable due) {
    this.sql = database.sql();
    this.clock = clock;
    this.due = due;
  }

  /** Whether a push in this state can be tried again. */
  public static boolean isRetried(PushState state) {
    return RETRIED.contains(state);
  }

  /**
   * Makes due now, as if never tried, what waits, or ended without a pull request: policy or config
   * repo may have changed since. A push that has config repos is taken up there; any other is asked
   * for at the registry once more.
   *
   * @throws dev.tagboat.bot.fault.TransientFault when the database does not take it
   */
  public Outcome retry(String id) {
    Outcome outcome = makeDue(id);
    if (outcome == Outcome.DUE) {
      due.run();
    }
    return outcome;
  }

  private Outcome makeDue(String id) {
    return sql.transaction(
        tx -> {
          Collection<PushState> states =
              tx.list(
                  "SELECT state FROM pushes WHERE id = ?",
                  row -> PushState.of(row.text("state")),
                  id);
          if (states.isEmpty()) {
            return Outcome.UNKNOWN;
          }
          if (!RETRIED.containsAll(states)) {
            return Outcome.SETTLED;
          }
          makeDue(tx, id, clock.instant());
          return Outcome.DUE;
        });
  }

  private static void makeDue(Tx tx, String id, Instant now) throws SQLException {
    int targets =
        tx.update(
            """
            UPDATE push_targets
            SET state = 'waiting', sentence = 'to be tried again', attempts = 0, next_attempt_at = ?
            WHERE push_id = ? AND state IN ('waiting', 'failed', 'declined', 'nothing-to-do')
            """,
            now,
            id);
    if (targets > 0) {
      tx.update(
          "UPDATE pushes SET state = 'confirmed', sentence = 'to be tried again' WHERE id = ?", id);
    } else {
      tx.update(
          """
          UPDATE pushes
          SET state = 'received', sentence = 'to be tried again', attempts = 0, next_attempt_at = ?
          WHERE id = ?
          """,
          now,
          id);
    }
    History.add(tx, id, now, "retried", null, "retried by hand");
  }
}
