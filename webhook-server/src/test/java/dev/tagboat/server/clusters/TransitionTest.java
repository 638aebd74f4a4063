package dev.tagboat.server.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TransitionTest {
  private static final String OTHER = "f".repeat(40);

  private static List<String> between(@Nullable ReportJson before, ReportJson after) {
    return Transition.between(before == null ? null : before.read(), after.read()).stream()
        .map(one -> one.kind() + " " + one.detail())
        .toList();
  }

  private static ReportJson healthy() {
    return ReportJson.healthy("03:00:00");
  }

  @Test
  void theFirstReportSaysHowItIs() {
    assertThat(between(null, healthy()))
        .containsExactly("revision applied " + ReportJson.REVISION, "health healthy");
    assertThat(between(healthy(), ReportJson.healthy("04:00:00"))).isEmpty();
  }

  @Test
  void anotherRevisionAndAnotherHealth() {
    ReportJson broken = healthy().set("revision", "\"" + OTHER + "\"").health("failed");

    assertThat(between(healthy(), broken))
        .containsExactly(
            "revision applied " + OTHER, "health degraded: apps/Deployment/shop/web: 2 of 3");
    assertThat(between(broken, healthy().set("problems", "[\"it is gone\"]")))
        .containsExactly(
            "revision tried to apply " + ReportJson.REVISION, "health failed: it is gone");
  }

  @Test
  void aServerThatIsAwayIsNoOtherRevision() {
    ReportJson away = healthy().set("revision", "null").set("problems", "[\"away\"]");

    assertThat(between(healthy(), away)).containsExactly("health failed: away");
  }

  @Test
  void driftIsToldWhenItIsSeenAndWhenItIsOver() {
    ReportJson drifted = healthy().drift(false);

    assertThat(between(healthy(), drifted)).containsExactly("drift ConfigMap/shop/web was changed");
    assertThat(between(drifted, drifted)).isEmpty();
    assertThat(between(drifted, healthy().drift(true)))
        .containsExactly("drift ConfigMap/shop/web was changed; written back");
    assertThat(between(drifted, healthy()))
        .containsExactly("drift ConfigMap/shop/web is as the config repo says again");
  }

  @Test
  void aRunThatEndedEarlyDoesNotSayThatDriftIsOver() {
    ReportJson stopped = healthy().set("problems", "[\"stopped\"]");

    assertThat(between(healthy().drift(false), stopped)).containsExactly("health failed: stopped");
  }

  @Test
  void anotherVersionIsToldWhereOneRanBefore() {
    assertThat(between(healthy(), healthy().image("1.2.4", "in_progress")))
        .containsExactly(
            "image apps/Deployment/shop/web is to run registry.acme.io/acme/web 1.2.4 instead of"
                + " 1.2.3");
    assertThat(between(healthy(), healthy().set("images", "[]"))).isEmpty();
  }
}
