package dev.tagboat.server.inbox;

import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageEvidence;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pushes that wait for their registry, and what it said. */
public final class Confirmations {
  private static final String DUE =
      """
      SELECT * FROM pushes
      WHERE registry = ? AND next_attempt_at IS NOT NULL AND next_attempt_at <= ?
      ORDER BY next_attempt_at, id LIMIT ?
      """;
  private static final String NEXT =
      "SELECT MIN(next_attempt_at) AS due FROM pushes"
          + " WHERE registry = ? AND next_attempt_at IS NOT NULL";
  // A push that somebody else has moved on meanwhile is left alone.
  private static final String STILL = " WHERE id = ? AND next_attempt_at IS NOT NULL";
  private static final String CONFIRM =
      "UPDATE pushes SET state = ?, sentence = ?, confirmed_digest = ?, evidence = ?,"
          + " next_attempt_at = NULL"
          + STILL;
  private static final String PAUSE =
      "UPDATE pushes SET sentence = ?, attempts = attempts + 1, next_attempt_at = ?" + STILL;
  private static final String END =
      "UPDATE pushes SET state = ?, sentence = ?, attempts = attempts + 1, next_attempt_at = NULL"
          + STILL;
  private static final String BEFORE =
      """
      SELECT confirmed_digest FROM pushes
      WHERE registry = ? AND path = ? AND tag = ? AND id < ? AND confirmed_digest IS NOT NULL
      ORDER BY id DESC LIMIT 1
      """;
  private static final String TARGET =
      """
      INSERT INTO push_targets (push_id, repository, state, sentence, attempts, next_attempt_at)
      VALUES (?, ?, 'waiting', 'waiting for its turn', 0, ?)
      ON CONFLICT (push_id, repository) DO NOTHING
      """;

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public Confirmations(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /** The registries that pushes wait for, configured or not. */
  public List<String> registries() {
    return readSql.list(
        "SELECT DISTINCT registry FROM pushes WHERE next_attempt_at IS NOT NULL",
        row -> row.text("registry"));
  }

  /** What is to be asked of {@code registry} now, at most {@code limit}, the longest due first. */
  public List<StoredPush> due(String registry, int limit) {
    return readSql.list(DUE, StoredPush::of, registry, clock.instant(), limit);
  }

  /** When {@link #due} will have something next. */
  public Optional<Instant> nextDue(String registry) {
    return Sql.next(readSql, NEXT, registry);
  }

  /**
   * The registry has it: it is now the turn of {@code repositories}.
   *
   * @param digest what the tag is
   * @param evidence what else it shows of that
   */
  public void confirmed(
      StoredPush push,
      Digest digest,
      ImageEvidence evidence,
      String sentence,
      List<String> repositories) {
    Instant now = clock.instant();
    boolean routed = !repositories.isEmpty();
    String state = (routed ? PushState.CONFIRMED : PushState.UNROUTED).key();
    String whole = routed ? sentence : "no configured config repo follows " + push.push().image();
    sql.transaction(
        tx -> {
          if (tx.update(CONFIRM, state, whole, digest, EvidenceJson.write(evidence), push.id())
              == 1) {
            History.add(tx, push.id(), now, "confirmed", null, sentence);
            for (String repository : repositories) {
              tx.update(TARGET, push.id(), repository, now);
            }
            if (!routed) {
              History.add(tx, push.id(), now, state, null, whole);
            }
          }
          return true;
        });
  }

  /** What the tag was before this push, as far as earlier pushes tell. */
  public Optional<Digest> before(StoredPush push) {
    return readSql
        .list(
            BEFORE,
            row -> new Digest(row.text("confirmed_digest")),
            push.push().image().registry(),
            push.push().image().path(),
            push.push().tag(),
            push.id())
        .stream()
        .findFirst();
  }

  /** Not yet, or not reachable: to be asked again at {@code next}. */
  public void pause(StoredPush push, String sentence, Instant next) {
    sql.transaction(
        tx -> {
          if (tx.update(PAUSE, History.clean(sentence), next, push.id()) == 1) {
            String detail = sentence + "; asking again at " + next;
            History.add(tx, push.id(), clock.instant(), "waiting", null, detail);
          }
          return true;
        });
  }

  /**
   * It ends here.
   *
   * @param state {@link PushState#REFUSED} or {@link PushState#FAILED}
   */
  public void end(StoredPush push, PushState state, String sentence) {
    sql.transaction(tx -> end(tx, push, state, sentence));
  }

  private boolean end(Tx tx, StoredPush push, PushState state, String sentence)
      throws SQLException {
    boolean still = tx.update(END, state.key(), History.clean(sentence), push.id()) == 1;
    if (still) {
      History.add(tx, push.id(), clock.instant(), state.key(), null, sentence);
    }
    return still;
  }
}
