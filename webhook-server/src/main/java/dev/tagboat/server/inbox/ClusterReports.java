package dev.tagboat.server.inbox;

import dev.tagboat.server.auth.Proof;
import dev.tagboat.server.clusters.ClusterReport;
import dev.tagboat.server.clusters.ReportReader;
import dev.tagboat.server.clusters.Transition;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest report of each cluster, and how it came to that. */
public final class ClusterReports {
  private static final int KEPT_EVENTS = 500;

  private static final String BEGIN =
      """
      INSERT INTO clusters (name, reported_at, received_at, report) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO NOTHING
      """;
  private static final String REPLACE =
      "UPDATE clusters SET reported_at = ?, received_at = ?, report = ? WHERE name = ?";
  private static final String PROVEN =
      "UPDATE clusters SET proof = ?, proof_expires = ?, proven_at = ? WHERE name = ?";
  private static final String EVENT =
      "INSERT INTO cluster_events (cluster, at, kind, revision, detail) VALUES (?, ?, ?, ?, ?)";
  private static final String PRUNE =
      "DELETE FROM cluster_events WHERE cluster = ? AND id <= (SELECT id FROM cluster_events"
          + " WHERE cluster = ? ORDER BY id DESC LIMIT 1 OFFSET ?)";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public ClusterReports(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  private record Held(Instant reportedAt, String report) {}

  /** As below, of a sender that is not asked. */
  public boolean store(ClusterReport report, byte[] json) {
    return store(report, json, null);
  }

  /**
   * Stores durably, then returns. An older report than the stored one, or the same once more,
   * changes nothing.
   *
   * @param json the report as it came, UTF-8
   * @param proof what its sender proved itself with; null when it was not asked
   * @return whether it is the newest now
   * @throws dev.tagboat.bot.fault.TransientFault when it is not stored: it must be sent again
   */
  public boolean store(ClusterReport report, byte[] json, @Nullable Proof proof) {
    String text = new String(json, StandardCharsets.UTF_8);
    return sql.transaction(
        tx -> {
          boolean newest = store(tx, report, text);
          if (proof != null) {
            String key = History.clean(proof.key());
            tx.update(PROVEN, key, proof.expires(), clock.instant(), report.cluster());
          }
          return newest;
        });
  }

  private boolean store(Tx tx, ClusterReport report, String text) throws SQLException {
    Instant now = clock.instant();
    // A clock that is ahead must not silence its cluster until ours has come as far.
    Instant made = report.time().isAfter(now) ? now : report.time();
    ClusterReport before = null;
    if (tx.update(BEGIN, report.cluster(), made, now, text) == 0) {
      Held held = held(tx, report.cluster());
      if (held.report().equals(text) || !made.isAfter(held.reportedAt())) {
        return false;
      }
      before = read(held.report());
      tx.update(REPLACE, made, now, text, report.cluster());
    }
    if (report.isApplied()) {
      tx.update("UPDATE clusters SET good_report = ? WHERE name = ?", text, report.cluster());
    }
    for (Transition transition : Transition.between(before, report)) {
      String detail = History.clean(transition.detail());
      tx.update(EVENT, report.cluster(), made, transition.kind(), report.revision(), detail);
    }
    tx.update(PRUNE, report.cluster(), report.cluster(), KEPT_EVENTS);
    return true;
  }

  private static Held held(Tx tx, String cluster) throws SQLException {
    // Locks the row first: of two reports that come at once, the second must see the first.
    tx.update("UPDATE clusters SET name = name WHERE name = ?", cluster);
    return tx.list(
            "SELECT reported_at, report FROM clusters WHERE name = ?",
            row -> new Held(row.instant("reported_at"), row.text("report")),
            cluster)
        .get(0);
  }

  /** What is known of a cluster; empty when it has never reported. */
  public Optional<ClusterView> find(String cluster) {
    return readSql
        .list("SELECT * FROM clusters WHERE name = ?", ClusterReports::view, cluster)
        .stream()
        .findFirst();
  }

  /** When its newest report came; empty when there was none. */
  public Optional<Instant> received(String cluster) {
    return readSql
        .list(
            "SELECT received_at FROM clusters WHERE name = ?",
            row -> row.instant("received_at"),
            cluster)
        .stream()
        .findFirst();
  }

  /** What became otherwise, newest first. */
  public List<ClusterEvent> events(String cluster, int limit) {
    return readSql.list(
        "SELECT * FROM cluster_events WHERE cluster = ? ORDER BY id DESC LIMIT ?",
        ClusterEvent::of,
        cluster,
        limit);
  }

  private static ClusterView view(Row row) throws SQLException {
    String good = row.textOrNull("good_report");
    return new ClusterView(
        row.text("name"),
        row.instant("reported_at"),
        row.instant("received_at"),
        read(row.text("report")),
        readOrNull(good),
        proven(row));
  }

  private static ClusterView.@Nullable Proven proven(Row row) throws SQLException {
    String key = row.textOrNull("proof");
    Instant at = row.instantOrNull("proven_at");
    return key == null || at == null
        ? null
        : new ClusterView.Proven(new Proof(key, row.instantOrNull("proof_expires")), at);
  }

  private static @Nullable ClusterReport readOrNull(@Nullable String report) {
    return report == null ? null : read(report);
  }

  private static ClusterReport read(String report) {
    if (ReportReader.read(report.getBytes(StandardCharsets.UTF_8))
        instanceof ReportReader.Reading.Good good) {
      return good.report();
    }
    throw new IllegalStateException("a report that was stored cannot be read any more");
  }
}
