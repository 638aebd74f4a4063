package dev.tagboat.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.ManualClock;
import dev.tagboat.server.clusters.Condition;
import dev.tagboat.server.clusters.Condition.State;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports, merges in clusters and what is to be told of them, whatever the database. */
abstract class ClusterReportsSuite {
  private static final String REPO = "https://github.com/acme/config.git";
  private static final String MERGE = "a".repeat(40);
  private static final Condition ROLLING = new Condition(State.PROGRESSING, "1/3");
  private static final Condition BROKEN = new Condition(State.DEGRADED, "it crashes");
  private static final Condition HEALTHY = new Condition(State.HEALTHY, "");

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private Database database;
  private ClusterReports reports;
  private Landings landings;

  abstract DatabaseConfig fresh(Path folder);

  @BeforeEach
  void open() {
    clock.set(Instant.parse("2026-01-02T12:00:00Z"));
    database = Database.open(fresh(folder));
    reports = new ClusterReports(database, clock);
    landings = new Landings(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean store(ReportJson report) {
    return reports.store(report.read(), report.bytes());
  }

  private String push(String tag, TargetState state, int number) {
    try (GroupCommit intake = new GroupCommit(database, clock)) {
      intake.store(Inboxes.intake(Inboxes.push("registry.acme.io/acme/web", tag, null)));
    }
    String id =
        new Views(database)
            .pushes(new PushFilter(null, null, 100, null)).stream()
                .filter(push -> push.push().tag().value().equals(tag))
                .findFirst()
                .orElseThrow()
                .id();
    Inboxes.target(database, id, REPO, state, number);
    return id;
  }

  private Landings.Landed landed(Condition condition, boolean tell) {
    List<MergedPush> open = landings.open("prod", REPO);
    Map<MergedPush, Condition> pushes =
        open.stream().collect(Collectors.toMap(one -> one, one -> condition));
    return new Landings.Landed(
        "prod", REPO, MERGE, pushes, condition, ReportJson.REVISION, clock.instant(), tell);
  }

  private List<String> history(String push) {
    return new Views(database)
        .push(push).orElseThrow().history().stream()
            .filter(line -> line.step().endsWith("applied"))
            .map(line -> line.step() + ": " + line.detail())
            .toList();
  }

  @Test
  void theNewestReportHoldsAndTheLastGoodOneIsKept() {
    assertThat(reports.find("prod")).isEmpty();
    assertThat(store(ReportJson.healthy("03:00:00"))).isTrue();
    assertThat(store(ReportJson.healthy("04:00:00").set("problems", "[\"away\"]"))).isTrue();
    assertThat(store(ReportJson.healthy("03:30:00"))).isFalse();

    ClusterView view = reports.find("prod").orElseThrow();
    assertThat(view.reportedAt()).isEqualTo(Instant.parse("2026-01-02T04:00:00Z"));
    assertThat(view.receivedAt()).isEqualTo(clock.instant());
    assertThat(view.report().problems()).containsExactly("away");
    assertThat(view.good()).isEqualTo(ReportJson.healthy("03:00:00").read());
    assertThat(reports.find("edge")).isEmpty();
  }

  @Test
  void textThatNoDatabaseLikesIsKept() {
    ReportJson odd =
        ReportJson.healthy("03:00:00").set("problems", "[\"a\\u0000b \uD83D\uDEA2 ' \\\\\"]");

    assertThat(store(odd)).isTrue();
    assertThat(reports.find("prod").orElseThrow().report()).isEqualTo(odd.read());
    assertThat(reports.events("prod", 10)).extracting(ClusterEvent::kind).contains("health");
  }

  @Test
  void eventsAreBounded() {
    for (int i = 0; i < 600; i++) {
      String time = String.format(Locale.ROOT, "%02d:%02d:00", i / 60, i % 60);
      ReportJson report = ReportJson.healthy(time);
      store(i % 2 == 0 ? report : report.health("failed"));
    }

    List<ClusterEvent> events = reports.events("prod", 1_000);
    assertThat(events).hasSize(500);
    assertThat(events.get(0).detail()).startsWith("degraded");
  }

  @Test
  void ofManyReportsAtOnceTheNewestHolds() {
    CompletableFuture.allOf(
            IntStream.range(0, 20)
                .mapToObj(i -> ReportJson.healthy("03:00:" + (10 + i)))
                .map(report -> CompletableFuture.runAsync(() -> store(report)))
                .toArray(CompletableFuture[]::new))
        .join();

    assertThat(reports.find("prod").orElseThrow().reportedAt())
        .isEqualTo(Instant.parse("2026-01-02T03:00:29Z"));
    assertThat(reports.events("prod", 100)).hasSize(2);
  }

  @Test
  void whatIsMergedIsOpenUntilItIsHealthy() {
    push("1.0", TargetState.PROPOSED, 6);
    String merged = push("1.1", TargetState.MERGED, 7);
    landings.merged(REPO, 7, MERGE);

    MergedPush open = landings.open("prod", REPO).get(0);
    assertThat(landings.open("prod", REPO)).hasSize(1);
    assertThat(open.push().id()).isEqualTo(merged);
    assertThat(open.mergeCommit()).isEqualTo(MERGE);
    assertThat(open.pullRequest()).isEqualTo(7);
    landings.land(landed(BROKEN, false));
    assertThat(landings.open("prod", REPO)).hasSize(1);
    landings.land(landed(HEALTHY, false));
    assertThat(landings.open("prod", REPO)).isEmpty();
    assertThat(landings.open("edge", REPO)).hasSize(1);
    assertThat(landings.open("prod", "another")).isEmpty();
  }

  @Test
  void theHistoryOfThePushTellsEachStateOnce() {
    String id = push("1.1", TargetState.MERGED, 7);
    for (Condition condition :
        List.of(ROLLING, ROLLING, BROKEN, ROLLING, BROKEN, HEALTHY, BROKEN)) {
      landings.land(landed(condition, true));
    }

    assertThat(history(id))
        .containsExactly(
            "applied: applied to prod at 0123456789, progressing: 1/3",
            "applied: applied to prod at 0123456789, degraded: it crashes",
            "applied: applied to prod at 0123456789, healthy");
  }

  @Test
  void whatCouldNotBeAppliedSaysSo() {
    String id = push("1.1", TargetState.MERGED, 7);
    landings.land(landed(new Condition(State.FAILED, "is immutable"), true));

    assertThat(history(id))
        .containsExactly(
            "not-applied: could not be applied to prod at 0123456789, failed: is immutable");
  }

  @Test
  void whatIsNewIsToldOnceAndTheNewestOnly() {
    push("1.1", TargetState.MERGED, 7);
    Instant now = clock.instant();
    assertThat(landings.land(landed(ROLLING, true))).isTrue();
    assertThat(landings.land(landed(ROLLING, true))).isFalse();
    assertThat(landings.land(landed(BROKEN, true))).isTrue();
    assertThat(landings.land(landed(ROLLING, true))).isFalse();

    List<Announcement> due = landings.due(REPO, 10);
    assertThat(due).hasSize(1);
    Announcement broken = due.get(0);
    assertThat(broken)
        .isEqualTo(
            new Announcement(
                broken.id(), "prod", REPO, MERGE, BROKEN, ReportJson.REVISION, now, 7, 0));

    landings.pause(broken, "away", now.plusSeconds(60));
    assertThat(landings.due(REPO, 10)).isEmpty();
    assertThat(landings.nextDue(REPO)).contains(now.plusSeconds(60));
    clock.advance(Duration.ofSeconds(60));
    assertThat(landings.due(REPO, 10).get(0).attempts()).isEqualTo(1);
    landings.told(broken, "told");
    assertThat(landings.nextDue(REPO)).isEmpty();
    assertThat(landings.newest(REPO, MERGE))
        .extracting(Announcement::condition)
        .containsExactly(BROKEN);
  }

  @Test
  void nothingIsToldWhereNothingIsToBe() {
    push("1.1", TargetState.MERGED, 7);

    assertThat(landings.land(landed(HEALTHY, false))).isFalse();
    assertThat(landings.due(REPO, 10)).isEmpty();
  }

  @Test
  void aClusterThatBeginsToReportIsNotAskedAboutWhatIsLongOver() {
    push("1.1", TargetState.MERGED, 7);
    clock.advance(Duration.ofDays(15));

    assertThat(landings.open("prod", REPO)).isEmpty();
  }
}
