package dev.tagboat.server.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.server.clusters.Condition.State;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConditionTest {
  private static final String FAILED_CHANGE =
      "[{ \"id\": \"ConfigMap/shop/web\", \"action\": \"failed\", \"reason\": \"is immutable\" }]";

  @Test
  void aClusterIsAsBadAsItsWorstPart() {
    ReportJson report = ReportJson.healthy("03:00:00");
    assertThat(Condition.of(report.read())).isEqualTo(new Condition(State.HEALTHY, ""));

    report.health("in_progress");
    assertThat(Condition.of(report.read()).text())
        .isEqualTo("progressing: apps/Deployment/shop/web: 2 of 3");

    report.health("failed");
    assertThat(Condition.of(report.read()).state()).isEqualTo(State.DEGRADED);

    report.set("changes", FAILED_CHANGE);
    assertThat(Condition.of(report.read()).text())
        .isEqualTo("failed: ConfigMap/shop/web: is immutable");
  }

  @Test
  void aWordOfANewerApplierIsNotTakenForGood() {
    assertThat(Condition.of(ReportJson.healthy("03:00:00").health("frozen").read()).state())
        .isEqualTo(State.PROGRESSING);
  }

  @Test
  void whatCouldNotBeFetchedIsFailed() {
    ReportJson report =
        ReportJson.healthy("03:00:00")
            .set("revision", "null")
            .set("problems", "[\"a\", \"b\", \"c\", \"d\", \"e\"]");

    assertThat(Condition.of(report.read()))
        .isEqualTo(new Condition(State.FAILED, "a; b; c; and 2 more"));
    report.set("problems", "[]");
    assertThat(Condition.of(report.read()).sentence()).isEqualTo("no revision was read");
  }

  @Test
  void anImageIsJudgedByItsOwnWorkloads() {
    ClusterReport report = ReportJson.healthy("03:00:00").health("failed").read();
    ClusterReport rolling = ReportJson.healthy("03:00:00").image("1.2.3", "in_progress").read();
    ClusterReport crashing = ReportJson.healthy("03:00:00").image("1.2.3", "failed").read();

    assertThat(Condition.of(report, report.images()).state()).isEqualTo(State.HEALTHY);
    assertThat(Condition.of(rolling, rolling.images()).text())
        .isEqualTo("progressing: apps/Deployment/shop/web: 3/3 ready");
    assertThat(Condition.of(crashing, crashing.images()).state()).isEqualTo(State.DEGRADED);
    assertThat(Condition.of(report, List.of()).state()).isEqualTo(State.DEGRADED);
  }

  @Test
  void anImageThatFailedSaysWhy() {
    ClusterReport report = ReportJson.healthy("03:00:00").read();
    ClusterReport.Image image =
        new ClusterReport.Image(
            "acme/web",
            "1",
            null,
            "apps/Deployment/shop/web",
            "web",
            "1/3",
            "failed",
            "is not ready after 300s: 1 of 3",
            null);

    assertThat(Condition.of(report, List.of(image)).text())
        .isEqualTo(
            "degraded: apps/Deployment/shop/web: 1/3 ready, is not ready after 300s: 1 of 3");
  }
}
