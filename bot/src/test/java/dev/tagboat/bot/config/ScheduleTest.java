package dev.tagboat.bot.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {
  private static final Schedule OFFICE =
      Schedule.parse(List.of("* 9-16 * * 1-5 Europe/Berlin", "* 10 * * SAT UTC"));

  @ParameterizedTest
  @CsvSource({
    "2026-11-26T07:59:59Z, false", // Thursday, 8:59 in Berlin
    "2026-11-26T08:00:00Z, true",
    "2026-11-26T15:59:59Z, true",
    "2026-11-26T16:00:00Z, false",
    "2026-07-02T07:00:00Z, true", // summer time
    "2026-11-28T10:30:00Z, true", // Saturday, the second window
    "2026-11-28T11:00:00Z, false",
  })
  void aWindowIsOpenInEveryMinuteThatItNames(Instant at, boolean open) {
    assertThat(OFFICE.isOpen(at)).isEqualTo(open);
  }

  @Test
  void saysWhenTheNextOneOpens() {
    assertThat(OFFICE.opens(Instant.parse("2026-11-26T16:00:00Z")).map(Schedule::words))
        .contains("2026-11-27 09:00 Europe/Berlin");
    assertThat(OFFICE.opens(Instant.parse("2026-11-27T17:00:00Z")).map(Schedule::words))
        .contains("2026-11-28 10:00 UTC");
    assertThat(OFFICE.opens(Instant.parse("2026-11-26T08:00:00Z"))).isEmpty();
  }

  @Test
  void withoutAWindowItIsAlwaysOpen() {
    assertThat(Schedule.parse(List.of()).isOpen(Instant.EPOCH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "* 9-16 * * 1-5",
        "0 9 * * 1-5 UTC",
        "* 9-25 * * 1-5 UTC",
        "* 9 * * 1-5 Mars/Olympus",
        "* 9 * * nonsense UTC",
        "* 9 30 2 * UTC",
        "* * * * * * UTC",
        "",
        "@daily UTC"
      })
  void whatIsNoWindowIsRefused(String window) {
    assertThatThrownBy(() -> Schedule.parse(List.of(window)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("schedule '" + window + "' is no window: ");
  }
}
