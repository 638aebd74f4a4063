package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What waits in each config repo, and what became of it. */
public final class Targets {
  private static final String COLUMNS =
      """
      SELECT p.*, t.push_id, t.repository, t.state AS target_state, t.sentence AS target_sentence,
        t.attempts AS target_attempts, t.branch, t.commit_id, t.pr_number, t.pr_url
      FROM push_targets t JOIN pushes p ON p.id = t.push_id
      """;
  private static final String DUE =
      COLUMNS
          + "WHERE t.repository = ? AND t.next_attempt_at IS NOT NULL AND t.next_attempt_at <= ?"
          + " ORDER BY t.next_attempt_at, t.push_id LIMIT ?";
  private static final String NEXT =
      "SELECT MIN(next_attempt_at) AS due FROM push_targets"
          + " WHERE repository = ? AND next_attempt_at IS NOT NULL";
  private static final String PROPOSED =
      COLUMNS + "WHERE t.repository = ? AND t.state = 'proposed' AND t.branch = ?";
  private static final String OF_PULL_REQUEST =
      COLUMNS + "WHERE t.repository = ? AND t.state = 'proposed' AND t.pr_number = ?";
  private static final String OF_CLOSED =
      COLUMNS + "WHERE t.repository = ? AND t.state = 'closed' AND t.pr_number = ?";
  private static final String OPEN =
      "SELECT DISTINCT pr_number FROM push_targets"
          + " WHERE repository = ? AND state = 'proposed' AND pr_number IS NOT NULL"
          + " ORDER BY pr_number";
  private static final String SETTLE =
      """
      UPDATE push_targets SET state = ?, sentence = ?, attempts = attempts + 1,
        next_attempt_at = NULL, branch = COALESCE(?, branch), commit_id = COALESCE(?, commit_id),
        pr_number = COALESCE(?, pr_number), pr_url = COALESCE(?, pr_url)
      WHERE push_id = ? AND repository = ?
      """;
  private static final String PAUSE =
      "UPDATE push_targets SET sentence = ?, attempts = attempts + 1, next_attempt_at = ?"
          + " WHERE push_id = ? AND repository = ?";
  private static final String HOLD =
      "UPDATE push_targets SET sentence = ?, next_attempt_at = ?"
          + " WHERE push_id = ? AND repository = ?";
  private static final String MOVE =
      "UPDATE push_targets SET state = ?, sentence = ?, next_attempt_at = NULL"
          + " WHERE push_id = ? AND repository = ?";

  private static final String ASK =
      "INSERT INTO asked_looks (repository, pr_number, asks) VALUES (?, ?, 1)"
          + " ON CONFLICT (repository, pr_number) DO UPDATE SET asks = asked_looks.asks + 1";
  private static final String ASKED =
      "SELECT pr_number, asks FROM asked_looks WHERE repository = ?";
  private static final String ANSWERED =
      "DELETE FROM asked_looks WHERE repository = ? AND pr_number = ? AND asks = ?";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public Targets(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /** What is to be proposed to {@code repository} now, at most {@code limit}, oldest first. */
  public List<Work> due(String repository, int limit) {
    return readSql.list(DUE, Targets::work, repository, clock.instant(), limit);
  }

  /** When {@link #due} will have something next. */
  public Optional<Instant> nextDue(String repository) {
    return Sql.next(readSql, NEXT, repository);
  }

  /** The pull requests that were open when last seen, oldest first. */
  public List<Integer> openPullRequests(String repository) {
    return readSql.list(OPEN, row -> row.number("pr_number"), repository);
  }

  /**
   * A pull request is to be looked after soon, by whichever server has the config repo's lane.
   *
   * @param number 0 for all of them
   */
  public void ask(String repository, int number) {
    sql.update(ASK, repository, number);
  }

  /** What was asked for: the pull requests, each with how often. */
  public SortedMap<Integer, Integer> asked(String repository) {
    SortedMap<Integer, Integer> asked = new TreeMap<>();
    readSql
        .list(ASKED, row -> Map.entry(row.number("pr_number"), row.number("asks")), repository)
        .forEach(one -> asked.put(one.getKey(), one.getValue()));
    return asked;
  }

  /** It was looked after, unless it has been asked for again since it was asked for so often. */
  public void answered(String repository, int number, int asks) {
    sql.update(ANSWERED, repository, number, asks);
  }

  /** Stores what became of a batch, all or nothing. */
  public void settle(List<Settlement> settlements) {
    sql.transaction(
        tx -> {
          for (Settlement settlement : settlements) {
            settle(tx, settlement);
          }
          return true;
        });
  }

  private void settle(Tx tx, Settlement settled) throws SQLException {
    StoredTarget target = settled.target();
    Settlement.Proposal proposal = settled.proposal();
    tx.update(
        SETTLE,
        settled.state().key(),
        History.clean(settled.sentence()),
        proposal == null ? null : proposal.branch(),
        proposal == null ? null : proposal.commit(),
        proposal == null ? null : proposal.number(),
        proposal == null ? null : proposal.url(),
        target.pushId(),
        target.repository());
    for (HistoryLine step : settled.steps()) {
      History.add(tx, target.pushId(), step.at(), step.step(), step.repository(), step.detail());
    }
    String state = settled.state().key();
    History.add(
        tx, target.pushId(), clock.instant(), state, target.repository(), settled.sentence());
    summarise(tx, target.pushId());
    if (proposal != null) {
      supersede(tx, target, proposal);
    }
  }

  private void supersede(Tx tx, StoredTarget by, Settlement.Proposal proposal) throws SQLException {
    for (Work older : tx.list(PROPOSED, Targets::work, by.repository(), proposal.branch())) {
      boolean same = older.push().id().equals(by.pushId());
      if (!same && !proposal.tags().contains(older.push().push().tag())) {
        String tags = String.join(", ", proposal.tags().stream().map(String::valueOf).toList());
        move(tx, older.target(), TargetState.DECLINED, "superseded by " + tags, "superseded");
      }
    }
  }

  /** It did not work, but may later: to be tried again at {@code next}. */
  public void pause(Collection<StoredTarget> targets, String sentence, Instant next) {
    Instant now = clock.instant();
    sql.transaction(
        tx -> {
          for (StoredTarget target : targets) {
            tx.update(PAUSE, History.clean(sentence), next, target.pushId(), target.repository());
            String detail = sentence + "; trying again at " + next;
            History.add(tx, target.pushId(), now, "waiting", target.repository(), detail);
          }
          return true;
        });
  }

  /**
   * Nothing is wrong, but it has to wait until {@code next}: that is no attempt in vain, however
   * often it happens, and is told once.
   */
  public void hold(StoredTarget target, String sentence, Instant next) {
    sql.transaction(
        tx -> {
          String clean = History.clean(sentence);
          tx.update(HOLD, clean, next, target.pushId(), target.repository());
          if (!clean.equals(target.sentence())) {
            History.add(
                tx, target.pushId(), clock.instant(), "waiting", target.repository(), sentence);
          }
          return true;
        });
  }

  /**
   * A pull request is no longer open.
   *
   * @param state {@link TargetState#MERGED} or {@link TargetState#CLOSED}
   */
  public void ended(String repository, int number, TargetState state, String sentence) {
    sql.transaction(
        tx -> {
          for (Work work : tx.list(OF_PULL_REQUEST, Targets::work, repository, number)) {
            move(tx, work.target(), state, sentence, state.key());
          }
          return true;
        });
  }

  /** Whether a pull request is one that was closed without merging when last seen. */
  public boolean wasClosed(String repository, int number) {
    return !readSql.list(OF_CLOSED, Targets::work, repository, number).isEmpty();
  }

  /** A pull request that was closed is open again. */
  public void reopened(String repository, int number, String sentence) {
    sql.transaction(
        tx -> {
          for (Work work : tx.list(OF_CLOSED, Targets::work, repository, number)) {
            move(tx, work.target(), TargetState.PROPOSED, sentence, TargetState.PROPOSED.key());
          }
          return true;
        });
  }

  /** Ends what waits in config repos that are no longer configured, so that nobody waits for it. */
  public void abandonOthers(Collection<String> configured) {
    sql.transaction(
        tx -> {
          String waiting = COLUMNS + "WHERE t.next_attempt_at IS NOT NULL";
          for (Work work : tx.list(waiting, Targets::work)) {
            if (!configured.contains(work.target().repository())) {
              String why = "this config repo is no longer configured";
              move(tx, work.target(), TargetState.FAILED, why, TargetState.FAILED.key());
            }
          }
          return true;
        });
  }

  private void move(Tx tx, StoredTarget target, TargetState state, String sentence, String step)
      throws SQLException {
    String clean = History.clean(sentence);
    tx.update(MOVE, state.key(), clean, target.pushId(), target.repository());
    History.add(tx, target.pushId(), clock.instant(), step, target.repository(), sentence);
    summarise(tx, target.pushId());
  }

  private static void summarise(Tx tx, String push) throws SQLException {
    // Locks the row first: of two config repos that end at once, the second must see the first.
    tx.update("UPDATE pushes SET attempts = attempts WHERE id = ?", push);
    String of = "SELECT state, sentence FROM push_targets WHERE push_id = ? ORDER BY repository";
    record Line(TargetState state, String sentence) {}
    List<Line> lines =
        tx.list(of, row -> new Line(TargetState.of(row.text("state")), row.text("sentence")), push);
    PushState whole = TargetState.whole(lines.stream().map(Line::state).toList());
    String sentence =
        lines.stream()
            .filter(line -> TargetState.whole(List.of(line.state())) == whole)
            .findFirst()
            .map(Line::sentence)
            .orElse("");
    tx.update(
        "UPDATE pushes SET state = ?, sentence = ? WHERE id = ?", whole.key(), sentence, push);
  }

  private static Work work(Row row) throws SQLException {
    return new Work(StoredPush.of(row), StoredTarget.of(row));
  }
}
