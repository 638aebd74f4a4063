package dev.tagboat.applier.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RhythmTest {
  private static Duration next(Duration interval, int failures) {
    return new Rhythm(interval).next(failures, new Random(1));
  }

  @Test
  void staysNearTheInterval() {
    Duration minute = Duration.ofSeconds(60);

    assertThat(next(minute, 0)).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
    assertThat(next(minute, 1)).isBetween(Duration.ofSeconds(54), Duration.ofSeconds(66));
  }

  @Test
  void comesLaterAfterEachFailureUpToFiveMinutes() {
    Duration ten = Duration.ofSeconds(10);

    assertThat(next(ten, 3)).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(44));
    assertThat(next(ten, 100)).isBetween(Duration.ofSeconds(270), Duration.ofSeconds(330));
    assertThat(next(Duration.ofHours(1), 9)).isGreaterThan(Duration.ofMinutes(50));
  }
}
