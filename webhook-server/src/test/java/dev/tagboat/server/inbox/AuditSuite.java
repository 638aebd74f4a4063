package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.auth.Role;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit's chain, and sessions, whatever the database. */
abstract class AuditSuite {
  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Database database;
  private AuditLog audit;

  abstract DatabaseConfig fresh(Path folder);

  /** Statements that take away what keeps the audit as it is, as whoever owns the database may. */
  abstract List<String> unlocked();

  private void unlock() {
    unlocked().forEach(statement -> database.sql().update(statement));
  }

  @BeforeEach
  void start() {
    database = Database.open(fresh(folder));
    audit = new AuditLog(database, clock);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  final Database database() {
    return database;
  }

  final AuditLog audit() {
    return audit;
  }

  private void three() {
    audit.add("ann", "retry", "r.io/a:1", "", "because");
    audit.add("bob", "retry", "r.io/a:2", "", "ünïcode ✓");
    clock.advance(Duration.ofDays(1));
    audit.add("ann", "signed-out", "", "", "");
  }

  @Test
  void whatIsAddedHoldsTogether() {
    three();

    AuditLog.Verdict verdict = audit.verify();

    assertThat(verdict.problem()).isNull();
    assertThat(verdict.entries()).isEqualTo(3);
    assertThat(audit.holds(verdict.head())).isTrue();
    assertThat(audit.holds("0".repeat(64))).isFalse();
  }

  @Test
  void theDatabaseItselfOnlyAdds() {
    three();
    String head = audit.verify().head();

    for (String statement :
        List.of(
            "UPDATE audit SET detail = 'x' WHERE number = 2",
            "DELETE FROM audit WHERE number = 3",
            "DELETE FROM audit",
            "UPDATE audit SET number = 9 WHERE number = 3")) {
      assertThatThrownBy(() -> database.sql().update(statement))
          .as(statement)
          .hasStackTraceContaining("the audit only grows");
    }

    assertThat(audit.verify())
        .returns(3L, AuditLog.Verdict::entries)
        .returns(head, AuditLog.Verdict::head);
    audit.add("ann", "retry", "r.io/a:3", "", "");
    assertThat(audit.verify().problem()).isNull();
  }

  @Test
  void anEntryBeforeTheFirstIsNoticed() {
    three();
    database
        .sql()
        .update(
            "INSERT INTO audit SELECT -3, at, 'eve', action, subject, repository, detail, source,"
                + " source_id, hash FROM audit WHERE number = 1");

    assertThat(audit.verify().problem()).isEqualTo("something stands before entry 1");
  }

  @Test
  void anEntryOfAnotherAgeIsNoticed() {
    three();
    unlock();
    for (Instant odd :
        List.of(Instant.EPOCH.minusSeconds(1), Instant.parse("9999-02-01T00:00:00Z"))) {
      database.sql().update("UPDATE audit SET at = ? WHERE number = 3", odd);

      assertThat(audit.verify().problem()).isEqualTo("entry 3 is not as it was written");
    }
  }

  @Test
  void whatHappensInClustersStandsInItToo() {
    ClusterReports reports = new ClusterReports(database, clock);
    for (ReportJson report :
        List.of(
            ReportJson.healthy("00:00:00").image("1.4.1", "current"),
            ReportJson.healthy("00:01:00").image("1.4.0", "current"),
            ReportJson.healthy("00:02:00").image("1.4.0", "current").drift(false),
            ReportJson.healthy("00:03:00").image("1.4.0", "current").drift(true))) {
      reports.store(report.read(), report.bytes());
    }

    assertThat(audit.takeOver()).isEqualTo(4);
    assertThat(audit.takeOver()).isZero();

    assertThat(audit.range(0, Instant.EPOCH, clock.instant().plusSeconds(1), 10))
        .allMatch(entry -> entry.actor().equals("cluster prod"))
        .extracting(entry -> entry.action() + " " + entry.subject())
        .containsExactly(
            "applied " + ReportJson.REVISION,
            "rollout apps/Deployment/shop/web",
            "drifted ConfigMap/shop/web",
            "healed ConfigMap/shop/web");
    assertThat(audit.verify().problem()).isNull();
  }

  @Test
  void anEntryThatIsChangedIsNoticed() {
    unlock();
    for (String column : List.of("actor", "action", "subject", "repository", "detail", "source")) {
      database.sql().update("DELETE FROM audit");
      three();
      database.sql().update("UPDATE audit SET " + column + " = 'x' WHERE number = 2");

      assertThat(audit.verify().problem()).as(column).isEqualTo("entry 2 is not as it was written");
    }
  }

  @Test
  void timesAndHashesAreHeldToo() {
    three();
    unlock();
    database
        .sql()
        .update("UPDATE audit SET at = ? WHERE number = 3", clock.instant().plusMillis(1));
    assertThat(audit.verify().problem()).isEqualTo("entry 3 is not as it was written");

    database.sql().update("DELETE FROM audit WHERE number = 2");
    assertThat(audit.verify().problem()).isEqualTo("entry 2 is missing");
    assertThat(audit.verify().entries()).isEqualTo(1);
  }

  @Test
  void entriesThatAreTakenOffTheEndAreMissedByTheirHash() {
    three();
    unlock();
    String head = audit.verify().head();
    database.sql().update("DELETE FROM audit WHERE number = 3");

    assertThat(audit.verify().problem()).isNull();
    assertThat(audit.holds(head)).isFalse();
  }

  @Test
  void aTimeHasItsEntries() {
    three();
    Instant today = clock.instant().minus(Duration.ofHours(1));

    assertThat(audit.newest(Long.MAX_VALUE, Instant.EPOCH, today, 10))
        .extracting(AuditEntry::number)
        .containsExactly(2L, 1L);
    assertThat(audit.range(0, today, today.plus(Duration.ofDays(1)), 10))
        .extracting(AuditEntry::number)
        .containsExactly(3L);
  }

  @Test
  void stepsOfPushesAreTakenOverOnceInTheirOrder() {
    try (GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("r.io/a", "1", null)));
    }
    String id = new Views(database).pushes(PushFilter.newest(1)).get(0).id();
    for (int i = 0; i < 700; i++) {
      Inboxes.step(database, id, clock.instant(), i % 2 == 0 ? "updated" : "waiting", null, "" + i);
    }

    assertThat(audit.takeOver()).isEqualTo(350);
    assertThat(audit.takeOver()).isZero();
    Inboxes.step(database, id, clock.instant(), "merged", "https://git/x", "by ann");
    assertThat(audit.takeOver()).isEqualTo(1);
    assertThat(audit.verify()).returns(351L, AuditLog.Verdict::entries);
    assertThat(
            audit.newest(Long.MAX_VALUE, Instant.EPOCH, clock.instant().plusSeconds(1), 1).get(0))
        .returns("r.io/a:1", AuditEntry::subject)
        .returns("https://git/x", AuditEntry::repository)
        .returns("merged", AuditEntry::action);
  }

  @Test
  void openPagesAreToldOfPauses() {
    Overview overview = new Overview(database, clock);
    Halts halts = new Halts(database, clock, () -> {});
    String before = overview.fingerprint();

    halts.pause(Halt.Kind.REPOSITORY, "https://git/x", "ann", "freeze");
    String paused = overview.fingerprint();
    halts.resume("https://git/x");

    assertThat(paused).isNotEqualTo(before);
    assertThat(overview.fingerprint()).isEqualTo(before);
  }

  @Test
  void whatPagesShowIsAskedForOfAnyDatabase() {
    Overview overview = new Overview(database, clock);
    String before = overview.fingerprint();
    try (GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(
          Inboxes.intake(Inboxes.push("r.io/a", "1", null), Inboxes.push("r.io/b", "1", null)));
    }
    String id = new Views(database).pushes(PushFilter.newest(1)).get(0).id();
    Inboxes.target(database, id, "https://git/x", TargetState.MERGED, 4);
    Inboxes.step(database, id, clock.instant().plusSeconds(9), "merged", "https://git/x", "");
    Inboxes.landed(database, "prod", id, "https://git/x");

    assertThat(overview.fingerprint()).isNotEqualTo(before);
    assertThat(overview.newest()).isEqualTo(overview.merged()).hasSize(1);
    assertThat(overview.newest().get(0))
        .returns(clock.instant().plusSeconds(9), Standing::since)
        .returns(4, Standing::pullRequest);
    assertThat(overview.landed()).containsValue(id).hasSize(1);
    assertThat(overview.hooks().values())
        .extracting(Overview.HookActivity::pushes)
        .containsExactly(2L);
    assertThat(overview.targets().get("https://git/x")).containsEntry(TargetState.MERGED, 1L);
    assertThat(overview.last("https://git/x")).isPresent();
    assertThat(overview.leftOut()).isEmpty();
    assertThat(overview.story(new Views(database).push(id).orElseThrow().push().push().image(), 5))
        .containsOnlyKeys(id);
  }

  @Test
  void aSessionIsKnownByItsIdOnlyAndEnds() {
    Sessions sessions = new Sessions(database, clock);
    String id = sessions.begin(Role.READER, "ann", "m1");

    assertThat(sessions.find(id)).get().returns(Role.READER, Session::role);
    assertThat(sessions.find(id).orElseThrow().isOf("m1")).isTrue();
    assertThat(sessions.find(id).orElseThrow().isOf("m2")).isFalse();
    assertThat(database.readSql().list("SELECT id_hash FROM sessions", row -> row.text("id_hash")))
        .doesNotContain(id);
    clock.advance(Sessions.LENGTH);
    assertThat(sessions.find(id)).isEmpty();
    String next = sessions.begin(Role.OPERATOR, "bob", "");
    assertThat(database.readSql().list("SELECT person FROM sessions", row -> row.text("person")))
        .containsExactly("bob");
    sessions.end(next);
    assertThat(sessions.find(next)).isEmpty();
  }
}
