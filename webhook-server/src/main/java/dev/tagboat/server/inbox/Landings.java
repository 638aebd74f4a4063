package dev.tagboat.server.inbox;

import dev.tagboat.server.clusters.Condition;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How merged pushes do in clusters, and what of it is to be told on the forge. */
public final class Landings {
  /** A cluster that begins to report is not asked about what was merged long before. */
  private static final Duration RECENT = Duration.ofDays(14);

  private static final int MOST = 200;

  // From the newest pushes on, by their ids, which are ordered by time: SQLite would else begin
  // with every target that was ever merged. A cross join keeps it to the order that is written.
  private static final String OPEN =
      """
      SELECT p.*, t.repository, t.pr_number, t.merge_commit, t.commit_id
      FROM pushes p CROSS JOIN push_targets t
      LEFT JOIN landings l
        ON l.push_id = t.push_id AND l.repository = t.repository AND l.cluster = ?
      WHERE t.push_id = p.id AND t.repository = ? AND p.id > ?
        AND (t.state = 'merged' OR (t.state = 'proposed' AND t.pr_number IS NULL))
        AND (l.state IS NULL OR l.state <> 'healthy')
      ORDER BY p.id DESC LIMIT ?
      """;
  private static final String LAND =
      """
      INSERT INTO landings (cluster, push_id, repository, merge_commit, state, sentence)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (cluster, push_id, repository) DO UPDATE
      SET state = excluded.state, sentence = excluded.sentence, merge_commit = excluded.merge_commit
      WHERE landings.state <> excluded.state AND landings.state <> 'healthy'
        AND excluded.state <> 'progressing'
      """;
  private static final String ANNOUNCE =
      """
      INSERT INTO announcements (cluster, repository, merge_commit, state, sentence, revision, at,
        pr_number, attempts, next_attempt_at, outcome)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, '')
      ON CONFLICT (cluster, repository, merge_commit, state) DO NOTHING
      """;
  private static final String TOLD =
      "SELECT 1 AS it FROM announcements"
          + " WHERE cluster = ? AND repository = ? AND merge_commit = ?";
  private static final String SUPERSEDE =
      "UPDATE announcements SET next_attempt_at = NULL, outcome = 'something newer was told'"
          + " WHERE cluster = ? AND repository = ? AND merge_commit = ? AND state <> ?"
          + " AND next_attempt_at IS NOT NULL";
  private static final String PUSHES =
      "SELECT p.* FROM landings l JOIN pushes p ON p.id = l.push_id"
          + " WHERE l.cluster = ? AND l.repository = ? AND l.merge_commit = ?"
          + " ORDER BY p.id LIMIT ?";
  private static final String DUE =
      "SELECT * FROM announcements WHERE repository = ? AND next_attempt_at IS NOT NULL"
          + " AND next_attempt_at <= ? ORDER BY id LIMIT ?";
  private static final String NEXT =
      "SELECT MIN(next_attempt_at) AS due FROM announcements"
          + " WHERE repository = ? AND next_attempt_at IS NOT NULL";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public Landings(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /**
   * The newest merged pushes of a config repo that are not known to be healthy in the cluster. Once
   * healthy, a push has arrived: what becomes of the cluster later is not its story any more.
   */
  public List<MergedPush> open(String cluster, String repository) {
    String since = PushIds.from(clock.instant().minus(RECENT));
    return readSql.list(OPEN, MergedPush::of, cluster, repository, since, MOST);
  }

  /** The commit that the merge of a pull request made. */
  public void merged(String repository, int pullRequest, String commit) {
    sql.update(
        "UPDATE push_targets SET merge_commit = ? WHERE repository = ? AND pr_number = ?",
        commit,
        repository,
        pullRequest);
  }

  /**
   * A merge that the cluster's revision holds.
   *
   * @param pushes how each of them does
   * @param whole how the merge does, all of them together
   * @param tell whether it is to be told on the forge
   */
  public record Landed(
      String cluster,
      String repository,
      String mergeCommit,
      Map<MergedPush, Condition> pushes,
      Condition whole,
      String revision,
      Instant at,
      boolean tell) {
    public Landed {
      pushes = Map.copyOf(pushes);
    }
  }

  /**
   * Writes into the history of each push what is new, and what is to be told, all or nothing; the
   * same once more changes nothing.
   *
   * @return whether there is something to tell
   */
  public boolean land(Landed landed) {
    return sql.transaction(
        tx -> {
          for (Map.Entry<MergedPush, Condition> one : landed.pushes().entrySet()) {
            land(tx, landed, one.getKey(), one.getValue());
          }
          return landed.tell() && announce(tx, landed);
        });
  }

  private static void land(Tx tx, Landed landed, MergedPush push, Condition condition)
      throws SQLException {
    String id = push.push().id();
    int news =
        tx.update(
            LAND,
            landed.cluster(),
            id,
            landed.repository(),
            landed.mergeCommit(),
            condition.state().key(),
            History.clean(condition.sentence()));
    if (news == 1) {
      boolean applied = condition.state() != Condition.State.FAILED;
      String step = applied ? "applied" : "not-applied";
      String detail =
          (applied ? "applied to " : "could not be applied to ")
              + landed.cluster()
              + " at "
              + landed.revision().substring(0, 10)
              + ", "
              + condition.text();
      History.add(tx, id, landed.at(), step, landed.repository(), detail);
    }
  }

  private boolean announce(Tx tx, Landed landed) throws SQLException {
    String state = landed.whole().state().key();
    boolean begun =
        !tx.list(
                TOLD,
                row -> row.number("it"),
                landed.cluster(),
                landed.repository(),
                landed.mergeCommit())
            .isEmpty();
    // What goes wrong again and again is told as that until it is over, not as getting better.
    if (begun && landed.whole().state() == Condition.State.PROGRESSING) {
      return false;
    }
    Integer number =
        landed.pushes().keySet().stream()
            .map(MergedPush::pullRequest)
            .flatMap(it -> Optional.ofNullable(it).stream())
            .findFirst()
            .orElse(null);
    int news =
        tx.update(
            ANNOUNCE,
            landed.cluster(),
            landed.repository(),
            landed.mergeCommit(),
            state,
            History.clean(landed.whole().sentence()),
            landed.revision(),
            landed.at(),
            number,
            clock.instant());
    if (news == 1) {
      tx.update(SUPERSEDE, landed.cluster(), landed.repository(), landed.mergeCommit(), state);
    }
    return news == 1;
  }

  /** What is to be told on the forge of {@code repository} now, oldest first. */
  public List<Announcement> due(String repository, int limit) {
    return readSql.list(DUE, Announcement::of, repository, clock.instant(), limit);
  }

  /** What was to be told last of a merge, for each cluster that has it, by their names. */
  public List<Announcement> newest(String repository, String mergeCommit) {
    Map<String, Announcement> newest = new TreeMap<>();
    readSql
        .list(
            "SELECT * FROM announcements WHERE repository = ? AND merge_commit = ? ORDER BY id",
            Announcement::of,
            repository,
            mergeCommit)
        .forEach(one -> newest.put(one.cluster(), one));
    return List.copyOf(newest.values());
  }

  /** The pushes that the cluster was seen to have by that merge. */
  public List<StoredPush> pushes(Announcement announcement) {
    return readSql.list(
        PUSHES,
        StoredPush::of,
        announcement.cluster(),
        announcement.repository(),
        announcement.mergeCommit(),
        MOST);
  }

  /** When {@link #due} will have something next. */
  public Optional<Instant> nextDue(String repository) {
    return Sql.next(readSql, NEXT, repository);
  }

  /** It was told, or never will be. */
  public void told(Announcement announcement, String outcome) {
    sql.update(
        "UPDATE announcements SET next_attempt_at = NULL, outcome = ? WHERE id = ?",
        History.clean(outcome),
        announcement.id());
  }

  /** It did not work, but may later. */
  public void pause(Announcement announcement, String sentence, Instant next) {
    sql.update(
        "UPDATE announcements SET attempts = attempts + 1, next_attempt_at = ?, outcome = ?"
            + " WHERE id = ?",
        next,
        History.clean(sentence),
        announcement.id());
  }
}
