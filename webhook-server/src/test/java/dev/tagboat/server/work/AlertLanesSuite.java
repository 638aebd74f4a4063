package dev.tagboat.server.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.net.Secret;
import dev.tagboat.server.ManualClock;
import dev.tagboat.server.clusters.ReportJson;
import dev.tagboat.server.config.AlertChannel;
import dev.tagboat.server.config.Cluster;
import dev.tagboat.server.inbox.ClusterReports;
import dev.tagboat.server.inbox.Database;
import dev.tagboat.server.inbox.Troubles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From reports, and their absence, to what people are told, whatever the database. */
abstract class AlertLanesSuite {
  private static final Duration REPEAT = Duration.ofHours(4);
  private static final Duration STALE = Duration.ofMinutes(30);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final List<String> told = new ArrayList<>();
  private final List<String> woken = new ArrayList<>();
  private @Nullable Fault fault;
  private Database database;
  private ClusterReports reports;
  private TroubleLane watch;
  private AlertLane teller;

  abstract WorkersBase.Kind kind();

  @BeforeEach
  void open() {
    clock.set(Instant.parse("2026-01-02T12:00:00Z"));
    database = Database.open(kind().create(folder));
    reports = new ClusterReports(database, clock);
    lanes();
  }

  private void lanes() {
    Cluster prod =
        new Cluster(
            "prod",
            "https://forge.example/acme/config.git",
            "production",
            List.of(Secret.of("s".repeat(20))),
            null,
            STALE,
            Set.of(),
            Set.of("team"));
    List<AlertChannel> channels =
        List.of(
            new AlertChannel.Slack("team", REPEAT, Secret.of("https://x")),
            new AlertChannel.Slack("others", REPEAT, Secret.of("https://y")));
    Troubles troubles = new Troubles(database, clock);
    watch = new TroubleLane(List.of(prod), channels, reports, troubles, woken::add, clock);
    teller =
        new AlertLane(
            "team",
            alert -> {
              if (fault != null) {
                throw fault;
              }
              told.add(alert.title());
            },
            troubles,
            new Pauses(Duration.ofSeconds(10), Duration.ofMinutes(1), 3),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void report(ReportJson report) {
    clock.advance(Duration.ofSeconds(1));
    ReportJson now = report.set("time", "\"" + clock.instant() + "\"");
    reports.store(now.read(), now.bytes());
    run();
  }

  private void run() {
    watch.work();
    teller.work();
  }

  private static ReportJson healthy() {
    return ReportJson.healthy("03:00:00");
  }

  @Test
  void aTroubleIsToldWhenItBeginsAndWhenItIsOver() {
    report(healthy());
    assertThat(told).isEmpty();
    report(healthy().health("failed"));
    report(healthy().health("failed"));
    report(healthy().health("in_progress"));
    report(healthy().health("failed"));
    assertThat(told).containsExactly("prod: degraded");
    report(healthy());
    report(healthy());

    assertThat(told).containsExactly("prod: degraded", "prod: no longer degraded");
    assertThat(woken).containsExactly("team", "team");
  }

  @Test
  void whatLastsIsToldAgainNowAndThenAlsoAfterARestart() {
    report(healthy().drift(false));
    clock.advance(REPEAT.minusMinutes(1));
    report(healthy().drift(false));
    lanes();
    run();
    assertThat(told).containsExactly("prod: different from the config repo");
    clock.advance(Duration.ofMinutes(1));
    report(healthy().drift(false));

    assertThat(told)
        .containsExactly(
            "prod: different from the config repo", "prod: still different from the config repo");
  }

  @Test
  void aClusterThatNeverReportsIsSilentAfterAWhileAlsoAfterARestart() {
    clock.advance(STALE);
    run();
    assertThat(told).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    run();
    run();
    assertThat(told).containsExactly("prod: silent");
    lanes();
    run();
    clock.advance(STALE.plusMinutes(1));
    run();
    assertThat(told).containsExactly("prod: silent");
    clock.advance(REPEAT);
    run();
    report(healthy());

    assertThat(told)
        .containsExactly("prod: silent", "prod: still silent", "prod: no longer silent");
  }

  @Test
  void silenceIsToldAndItsEnd() {
    report(healthy());
    clock.advance(STALE);
    run();
    assertThat(told).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    run();
    run();
    assertThat(told).containsExactly("prod: silent");
    report(healthy());

    assertThat(told).containsExactly("prod: silent", "prod: no longer silent");
  }

  @Test
  void aServerThatWasAwayTakesNoClusterForSilentBeforeItHasListened() {
    report(healthy().drift(false));
    clock.advance(STALE.multipliedBy(3));
    lanes();
    run();
    clock.advance(STALE);
    run();
    assertThat(told).containsExactly("prod: different from the config repo");

    clock.advance(Duration.ofMinutes(1));
    run();
    assertThat(told).containsExactly("prod: different from the config repo", "prod: silent");
    lanes();
    run();
    assertThat(told).hasSize(2);
    report(healthy().drift(false));
    assertThat(told).last().isEqualTo("prod: no longer silent");
  }

  @Test
  void aRunThatFailsHidesNothing() {
    report(healthy().health("failed"));
    report(healthy().set("problems", "[\"away\"]"));
    report(healthy());

    assertThat(told)
        .containsExactly(
            "prod: degraded",
            "prod: unable to apply the config repo",
            "prod: no longer unable to apply the config repo",
            "prod: no longer degraded");
  }

  @Test
  void aChannelThatIsAwayLosesNothingAndKeepsTheOrder() {
    fault = new TransientFault("away");
    report(healthy().health("failed"));
    report(healthy());
    assertThat(told).isEmpty();
    assertThat(teller.next()).isPresent();
    fault = null;
    clock.advance(Duration.ofSeconds(20));
    run();

    assertThat(told).containsExactlyInAnyOrder("prod: degraded", "prod: no longer degraded");
    assertThat(teller.next()).isEmpty();
  }

  @Test
  void whatAPersonMustMendIsNotTriedForEver() {
    fault = new UserFault("no such address");
    report(healthy().health("failed"));

    assertThat(teller.next()).isEmpty();
    fault = null;
    run();
    assertThat(told).isEmpty();
  }
}
