package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.Alert;
import dev.tagboat.server.clusters.Trouble;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which troubles of clusters each channel knows of, and what it is still to be told. */
public final class Troubles {
  private static final Duration KEPT = Duration.ofDays(30);

  private static final String BEGIN =
      "INSERT INTO troubles (channel, cluster, kind, since, told_at, sentence)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (channel, cluster, kind) DO NOTHING";
  private static final String AGAIN =
      "UPDATE troubles SET told_at = ?, sentence = ?"
          + " WHERE channel = ? AND cluster = ? AND kind = ?";
  private static final String END =
      "DELETE FROM troubles WHERE channel = ? AND cluster = ? AND kind = ?";
  private static final String TELL =
      """
      INSERT INTO alerts (channel, cluster, kind, phase, sentence, revision, since, at, attempts,
        next_attempt_at, outcome)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '')
      """;
  private static final String DUE =
      "SELECT * FROM alerts WHERE channel = ? AND next_attempt_at IS NOT NULL"
          + " AND next_attempt_at <= ? ORDER BY id LIMIT ?";
  private static final String NEXT =
      "SELECT MIN(next_attempt_at) AS due FROM alerts"
          + " WHERE channel = ? AND next_attempt_at IS NOT NULL";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public Troubles(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  private record Known(Trouble.Kind kind, String sentence, Instant since, Instant toldAt) {
    static Known of(Row row) throws SQLException {
      return new Known(
          Trouble.Kind.of(row.text("kind")),
          row.text("sentence"),
          row.instant("since"),
          row.instant("told_at"));
    }
  }

  /**
   * Compares how a cluster is with what the channel knows: tells of what has begun, of what is
   * over, and again of what has lasted for {@code repeat}; the same once more changes nothing.
   *
   * @param revision what the cluster has; null when not known
   * @return whether there is something to tell
   */
  public boolean learn(
      String channel,
      String cluster,
      Trouble.Finding now,
      @Nullable String revision,
      Duration repeat) {
    return sql.transaction(
        tx -> {
          Map<Trouble.Kind, Known> known = new EnumMap<>(Trouble.Kind.class);
          tx.list(
                  "SELECT * FROM troubles WHERE channel = ? AND cluster = ?",
                  Known::of,
                  channel,
                  cluster)
              .forEach(one -> known.put(one.kind(), one));
          Telling telling = new Telling(tx, channel, cluster, revision, clock.instant());
          boolean news = false;
          for (Trouble trouble : now.open()) {
            Known before = known.remove(trouble.kind());
            news |= before == null ? telling.begin(trouble) : telling.last(trouble, before, repeat);
          }
          for (Known before : known.values()) {
            news |= !now.unknown().contains(before.kind()) && telling.end(before);
          }
          return news;
        });
  }

  private record Telling(
      Tx tx, String channel, String cluster, @Nullable String revision, Instant now) {

    boolean begin(Trouble trouble) throws SQLException {
      String sentence = History.clean(trouble.sentence());
      int begun = tx.update(BEGIN, channel, cluster, trouble.kind().key(), now, now, sentence);
      return begun == 1 && tell(trouble.kind(), Alert.Phase.BEGUN, sentence, now);
    }

    boolean last(Trouble trouble, Known before, Duration repeat) throws SQLException {
      if (now.isBefore(before.toldAt().plus(repeat))) {
        return false;
      }
      String sentence = History.clean(trouble.sentence());
      tx.update(AGAIN, now, sentence, channel, cluster, trouble.kind().key());
      return tell(trouble.kind(), Alert.Phase.STILL, sentence, before.since());
    }

    boolean end(Known before) throws SQLException {
      int ended = tx.update(END, channel, cluster, before.kind().key());
      return ended == 1 && tell(before.kind(), Alert.Phase.OVER, before.sentence(), before.since());
    }

    private boolean tell(Trouble.Kind kind, Alert.Phase phase, String sentence, Instant since)
        throws SQLException {
      tx.update(
          TELL, channel, cluster, kind.key(), phase.key(), sentence, revision, since, now, now);
      return true;
    }
  }

  /** What is to be told to a channel now, oldest first. */
  public List<StoredAlert> due(String channel, int limit) {
    return readSql.list(DUE, StoredAlert::of, channel, clock.instant(), limit);
  }

  /** When {@link #due} will have something next. */
  public Optional<Instant> nextDue(String channel) {
    return Sql.next(readSql, NEXT, channel);
  }

  /** It was told, or never will be; what is long over is forgotten. */
  public void told(StoredAlert alert, String outcome) {
    sql.update(
        "UPDATE alerts SET next_attempt_at = NULL, outcome = ? WHERE id = ?",
        History.clean(outcome),
        alert.id());
    sql.update(
        "DELETE FROM alerts WHERE next_attempt_at IS NULL AND at < ?", clock.instant().minus(KEPT));
  }

  /** It did not work, but may later. */
  public void pause(StoredAlert alert, String sentence, Instant next) {
    sql.update(
        "UPDATE alerts SET attempts = attempts + 1, next_attempt_at = ?, outcome = ?"
            + " WHERE id = ?",
        next,
        History.clean(sentence),
        alert.id());
  }
}
