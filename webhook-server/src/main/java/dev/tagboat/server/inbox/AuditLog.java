package dev.tagboat.server.inbox;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The audit: what was changed, by whom and why, as a chain of hashes. What people do here is added
 * at once; what becomes of pushes and happens in clusters is taken over from their histories a
 * little later, each step once. Every method throws {@link dev.tagboat.bot.fault.TransientFault}
 * without a database.
 */
public final class AuditLog {
  /** Steps that change something, or say why nothing is changed. */
  private static final String STEPS =
      "('proposed', 'updated', 'merged', 'closed', 'reopened', 'declined', 'superseded', 'refused',"
          + " 'failed', 'applied', 'not-applied', 'retried')";

  /** Steps are numbered before they are committed: a later one may be seen before an earlier. */
  private static final int LATE = 5_000;

  private static final int PART = 500;

  private static final String UNTAKEN =
      """
      SELECT h.id, h.at, h.step, h.repository, h.detail, p.registry, p.path, p.tag
      FROM push_history h JOIN pushes p ON p.id = h.push_id
      LEFT JOIN audit a ON a.source = 'push' AND a.source_id = h.id
      WHERE a.number IS NULL AND h.step IN %s
        AND h.id > (SELECT COALESCE(MAX(source_id), 0) - ? FROM audit WHERE source = 'push')
      ORDER BY h.id LIMIT ?
      """
          .formatted(STEPS);
  private static final String UNTAKEN_IN_CLUSTERS =
      """
      SELECT e.id, e.at, e.kind, e.cluster, e.detail
      FROM cluster_events e LEFT JOIN audit a ON a.source = 'cluster' AND a.source_id = e.id
      WHERE a.number IS NULL AND e.kind IN ('revision', 'drift', 'image')
        AND e.id > (SELECT COALESCE(MAX(source_id), 0) - ? FROM audit WHERE source = 'cluster')
      ORDER BY e.id LIMIT ?
      """;
  private static final String ADD =
      "INSERT INTO audit (number, at, actor, action, subject, repository, detail, source,"
          + " source_id, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String LAST = "SELECT * FROM audit ORDER BY number DESC LIMIT 1";
  private static final String CHAIN =
      "SELECT * FROM audit WHERE number > ? ORDER BY number LIMIT ?";
  private static final String RANGE =
      "SELECT * FROM audit WHERE number > ? AND at >= ? AND at < ? ORDER BY number LIMIT ?";
  private static final String NEWEST =
      "SELECT * FROM audit WHERE number < ? AND at >= ? AND at < ? ORDER BY number DESC LIMIT ?";

  private final Sql sql;
  private final Sql readSql;
  private final Clock clock;

  public AuditLog(Database database, Clock clock) {
    this.sql = database.sql();
    this.readSql = database.readSql();
    this.clock = clock;
  }

  /** The end of the chain as it grows. */
  private static final class End {
    private long number;
    private String hash;

    End(long number, String hash) {
      this.number = number;
      this.hash = hash;
    }

    static End of(Tx tx) throws SQLException {
      return tx.list(LAST, AuditEntry::of).stream()
          .findFirst()
          .map(last -> new End(last.number(), last.hash()))
          .orElseGet(() -> new End(0, AuditEntry.BEGINNING));
    }

    AuditEntry add(
        Instant at,
        String actor,
        String action,
        String subject,
        String repository,
        String detail,
        String source,
        @Nullable Long id) {
      AuditEntry entry =
          new AuditEntry(
                  ++number,
                  Instant.ofEpochMilli(at.toEpochMilli()),
                  History.clean(actor),
                  action,
                  History.clean(subject),
                  repository,
                  History.clean(detail),
                  source,
                  id,
                  "")
              .sealedAfter(hash);
      hash = entry.hash();
      return entry;
    }
  }

  /** Adds what somebody did. */
  public void add(String person, String action, String subject, String repository, String detail) {
    sql.transaction(
        tx -> {
          End end = End.of(tx);
          write(
              tx,
              end.add(
                  clock.instant(), person, action, subject, repository, detail, "person", null));
          return true;
        });
  }

  private static void write(Tx tx, AuditEntry entry) throws SQLException {
    tx.update(
        ADD,
        entry.number(),
        entry.at(),
        entry.actor(),
        entry.action(),
        entry.subject(),
        entry.repository(),
        entry.detail(),
        entry.source(),
        entry.sourceId(),
        entry.hash());
  }

  private record Step(
      long id,
      Instant at,
      String actor,
      String action,
      String subject,
      String repository,
      String detail) {
    static Step ofPush(Row row) throws SQLException {
      String repository = row.textOrNull("repository");
      return new Step(
          row.longNumber("id"),
          row.instant("at"),
          "tagboat",
          row.text("step"),
          row.text("registry") + "/" + row.text("path") + ":" + row.text("tag"),
          repository == null ? "" : repository,
          row.text("detail"));
    }

    static Step ofCluster(Row row) throws SQLException {
      ClusterEvent event =
          new ClusterEvent(row.instant("at"), row.text("kind"), null, row.text("detail"));
      String cluster = row.text("cluster");
      return new Step(
          row.longNumber("id"),
          event.at(),
          "cluster " + cluster,
          event.action(),
          event.subject(),
          "",
          event.detail());
    }
  }

  /**
   * Takes over what became of pushes and what happened in clusters and is not in it yet.
   *
   * @return how many; 0 when there is nothing more
   */
  public int takeOver() {
    return takeOver("push", UNTAKEN, Step::ofPush)
        + takeOver("cluster", UNTAKEN_IN_CLUSTERS, Step::ofCluster);
  }

  private int takeOver(String source, String untaken, Row.Mapper<Step> mapper) {
    if (readSql.list(untaken, mapper, LATE, 1).isEmpty()) {
      return 0;
    }
    return sql.transaction(
        tx -> {
          End end = End.of(tx);
          List<Step> steps = tx.list(untaken, mapper, LATE, PART);
          for (Step step : steps) {
            write(
                tx,
                end.add(
                    step.at(),
                    step.actor(),
                    step.action(),
                    step.subject(),
                    step.repository(),
                    step.detail(),
                    source,
                    step.id()));
          }
          return steps.size();
        });
  }

  /**
   * Entries in order, of a time.
   *
   * @param after the number of the last one that is known; 0 for none
   * @param until not included
   */
  public List<AuditEntry> range(long after, Instant from, Instant until, int limit) {
    return readSql.list(RANGE, AuditEntry::of, after, from, until, limit);
  }

  /**
   * The newest entries of a time, newest first.
   *
   * @param before only those with a smaller number
   */
  public List<AuditEntry> newest(long before, Instant from, Instant until, int limit) {
    return readSql.list(NEWEST, AuditEntry::of, before, from, until, limit);
  }

  /**
   * What became of looking at the whole chain.
   *
   * @param entries how many hold together from the first on
   * @param head the hash of the last of these
   * @param problem what is wrong with the next one; null when there is nothing
   */
  public record Verdict(long entries, String head, @Nullable String problem) {}

  /** Looks whether every entry is as it was written, and none is missing but at the end. */
  public Verdict verify() {
    long number = 0;
    String hash = AuditEntry.BEGINNING;
    if (!readSql
        .list("SELECT number FROM audit WHERE number < 1", row -> row.longNumber("number"))
        .isEmpty()) {
      return new Verdict(0, hash, "something stands before entry 1");
    }
    while (true) {
      List<AuditEntry> part = readSql.list(CHAIN, AuditEntry::of, number, PART);
      for (AuditEntry entry : part) {
        if (entry.number() != number + 1) {
          return new Verdict(number, hash, "entry " + (number + 1) + " is missing");
        }
        if (!entry.hash().equals(entry.hashAfter(hash))) {
          return new Verdict(number, hash, "entry " + entry.number() + " is not as it was written");
        }
        number = entry.number();
        hash = entry.hash();
      }
      if (part.isEmpty()) {
        return new Verdict(number, hash, null);
      }
    }
  }

  /** Whether an entry has this hash, as one did that was noted down before. */
  public boolean holds(String hash) {
    return !readSql
        .list("SELECT number FROM audit WHERE hash = ?", row -> row.longNumber("number"), hash)
        .isEmpty();
  }
}
