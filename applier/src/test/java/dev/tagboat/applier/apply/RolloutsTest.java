package dev.tagboat.applier.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.ManualClock;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RolloutsTest {
  private static final ObjectId WEB = ObjectId.parse("apps/Deployment/shop/web");
  private static final Health ROLLING = new Health(Health.State.IN_PROGRESS, "0 of 1");
  private static final Health CURRENT = new Health(Health.State.CURRENT, "");

  private final ManualClock clock = new ManualClock();
  private final Rollouts rollouts = new Rollouts(Duration.ofMinutes(5), clock);

  private static Gist gist(int generation, Health health) {
    return new Gist("u", "u/" + generation, "", false, health, List.of(), "");
  }

  private Health judge(int generation, Health health) {
    return rollouts.judged(WEB, gist(generation, health));
  }

  @Test
  void whatIsInProgressHasFailedWhenItsDeadlineIsOver() {
    assertThat(judge(1, ROLLING)).isEqualTo(ROLLING);
    assertThat(rollouts.until(WEB)).contains(clock.instant().plus(Duration.ofMinutes(5)));
    clock.advance(Duration.ofMinutes(4));
    assertThat(judge(1, ROLLING)).isEqualTo(ROLLING);
    assertThat(rollouts.isDue()).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(rollouts.isDue()).isTrue();

    Health failed = judge(1, ROLLING);

    assertThat(failed.state()).isEqualTo(Health.State.FAILED);
    assertThat(failed.sentence()).isEqualTo("is not ready after 300s: 0 of 1");
    assertThat(rollouts.until(WEB)).isEmpty();
    assertThat(rollouts.isDue()).isFalse();
    assertThat(judge(1, ROLLING).state()).isEqualTo(Health.State.FAILED);
  }

  @Test
  void aChangeAndARecoveryBeginAnew() {
    judge(1, ROLLING);
    clock.advance(Duration.ofMinutes(6));
    assertThat(judge(2, ROLLING)).isEqualTo(ROLLING);
    clock.advance(Duration.ofMinutes(4));
    assertThat(judge(2, CURRENT)).isEqualTo(CURRENT);
    assertThat(rollouts.until(WEB)).isEmpty();
    clock.advance(Duration.ofMinutes(4));

    assertThat(judge(2, ROLLING)).isEqualTo(ROLLING);
  }

  @Test
  void whatIsNoLongerWantedIsForgotten() {
    judge(1, ROLLING);
    rollouts.keep(List.of());
    clock.advance(Duration.ofHours(1));

    assertThat(rollouts.isDue()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch/Job/shop/a", "PersistentVolumeClaim/shop/a"})
  void someMayTakeTheirTime(String id) {
    ObjectId patient = ObjectId.parse(id);
    rollouts.judged(patient, gist(1, ROLLING));
    clock.advance(Duration.ofDays(1));

    assertThat(rollouts.judged(patient, gist(1, ROLLING))).isEqualTo(ROLLING);
    assertThat(rollouts.until(patient)).isEmpty();
  }
}
