package dev.tagboat.server.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.clusters.Trouble.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TroubleTest {
  private static Trouble.Finding in(ReportJson report) {
    return Trouble.in(report.read());
  }

  private static ReportJson healthy() {
    return ReportJson.healthy("03:00:00");
  }

  @Test
  void aHealthyClusterHasNone() {
    assertThat(in(healthy())).isEqualTo(new Trouble.Finding(List.of(), Set.of()));
    assertThat(in(healthy().drift(true)).open()).isEmpty();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThat(in(healthy().health("failed").drift(false)))
        .isEqualTo(
            new Trouble.Finding(
                List.of(
                    new Trouble(Kind.DEGRADED, "apps/Deployment/shop/web: 2 of 3"),
                    new Trouble(Kind.DIVERGED, "ConfigMap/shop/web was changed")),
                Set.of()));
  }

  @Test
  void betweenTwoCrashesItIsNotOver() {
    assertThat(in(healthy().health("in_progress")))
        .isEqualTo(new Trouble.Finding(List.of(), Set.of(Kind.DEGRADED)));
  }

  @Test
  void aRunThatEndedEarlyDoesNotKnowOfTheRest() {
    assertThat(in(healthy().set("problems", "[\"away\"]").health("failed")))
        .isEqualTo(
            new Trouble.Finding(
                List.of(new Trouble(Kind.FAILED, "away")), Set.of(Kind.DEGRADED, Kind.DIVERGED)));
  }

  @Test
  void anAlertIsTwoLines() {
    Instant time = Instant.parse("2026-01-02T03:00:00Z");
    Alert over =
        new Alert("prod", new Trouble(Kind.SILENT, ""), Alert.Phase.OVER, time, time, null);

    assertThat(over.title()).isEqualTo("prod: no longer silent");
    assertThat(over.detail()).isEqualTo("(since 2026-01-02T03:00:00Z)");
  }
}
