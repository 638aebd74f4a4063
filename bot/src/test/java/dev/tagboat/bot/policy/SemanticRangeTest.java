package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges as Masterminds/semver v3 documents them, and as it was measured. */
class SemanticRangeTest {
  private static final String TABLE =
      """
      =1.2.3              | 1.2.3 v1.2.3 01.2.3      | 1.2.4 1.2.3-rc1
      1.2.3               | 1.2.3                    | 1.2.4
      !=1.2.3             | 1.2.4                    | 1.2.3 1.2.3-rc.1 1.2.4-rc.1 2.0.0-rc1
      !=1.2.3-rc.1        | 1.2.4-rc.1 1.2.3 2.0.0-a | 1.2.3-rc.1
      >=1, !=1.2.3        | 2.0.0                    | 1.2.3 1.2.4-rc.1 2.0.0-alpha
      >=1-0, !=1.2.3      | 2.0.0 1.2.3-rc.1 2.0.0-a | 1.2.3
      !=1.2-rc.1          | 1.2.4 1.3.0-rc.1         | 1.2.0-rc.1 1.2.4-rc.1
      !=*                 | 1.0.0                    | 0.1.0 1.0.0-rc.1
      !=1.x               | 2.0.0                    | 1.2.3 2.0.0-rc1
      !=1.2.x             | 1.3.0 2.2.0              | 1.2.0 1.2.9
      >1.2.3              | 1.2.4 2.0.0              | 1.2.3 1.2.2 2.0.0-rc1
      >1.2                | 1.3.0                    | 1.2.9 1.2.0
      >1                  | 2.0.0                    | 1.9.9
      <1.2.3              | 1.2.2 0.0.1              | 1.2.3
      <1.2                | 1.1.9                    | 1.2.0
      >=1.2.3             | 1.2.3 9                  | 1.2.2
      =>1.2.3             | 1.2.3                    | 1.2.2
      <=1.2.3             | 1.2.3                    | 1.2.4
      =<1.2.3             | 1.2.3                    | 1.2.4
      <=1.2               | 1.2.9 1.1.0              | 1.3.0
      <=1                 | 1.9.9                    | 2.0.0
      ~1.2.3              | 1.2.3 1.2.9              | 1.3.0 1.2.2
      ~>1.2.3             | 1.2.9                    | 1.3.0
      ~1.2                | 1.2.0 1.2.9              | 1.3.0
      ~1                  | 1.0.0 1.9.0              | 2.0.0
      ~1.x                | 1.9.0                    | 2.0.0
      ^1.2.3              | 1.2.3 1.9.0              | 2.0.0 1.2.2
      ^1.2                | 1.2.0 1.9.0              | 1.1.9 2.0.0
      ^1                  | 1.0.0 1.9.0              | 2.0.0
      ^0.2.3              | 0.2.3 0.2.9              | 0.3.0
      ^0.2                | 0.2.0 0.2.9              | 0.3.0
      ^0.0.3              | 0.0.3                    | 0.0.4
      ^0.0                | 0.0.3                    | 0.1.0
      ^0                  | 0.0.3 0.9.0              | 1.0.0
      *                   | 1.2.3 3050 1606364286    | 1.2.3-rc1 foo
      x                   | 0.0.0                    | 1.0.0-0
      1.x                 | 1.2.3 1.0.0              | 2.0.0 1.2.3-rc1
      1.2.X               | 1.2.9                    | 1.3.0
      1.2.*               | 1.2.9                    | 1.3.0
      1.2                 | 1.2.9                    | 1.3.0
      1                   | 1.9.9                    | 2.0.0
      1.2 - 1.4.5         | 1.2.0 1.4.5              | 1.4.6 1.1.9
      1.0.0 - 2           | 2.9.9                    | 3.0.0
      >=1.0, <2.0         | 1.5.0                    | 2.0.0 0.9.0
      >=1.0,<2.0          | 1.5.0                    | 2.0.0
      >=1.0 <2.0          | 1.5.0                    | 2.0.0
      >= 1.0 , < 2.0      | 1.5.0                    | 2.0.0
      >0,<2.0             | 1.0.0                    | 0.9.0 2.0.0
      <1.0 || >=2.0       | 0.9.0 2.0.0              | 1.5.0
      ^1.0||^3.0          | 1.1.0 3.1.0              | 2.0.0
      ^1.2.3-beta.2       | 1.2.3-beta.3 1.9.0       | 1.2.3-beta.1
      ^1.x-0              | 1.3.0-rc1 1.3.0          | 2.0.0
      1.x.x-0             | 1.3.0-rc1 1.2.0          | 2.0.0
      >=1.2.3-0           | 2.0.0-rc1                | 1.2.2
      *-0                 | 1.0.0-rc1 1.0.0          | foo
      >=1.2.3-10          | 1.2.3-beta 1.2.3         | 1.2.3-9
      v1.2.x              | v1.2.3 1.2.3             | v1.3.0
      ^99999999999999999999 | 99999999999999999999.1 | 100000000000000000000
      """;

  @ParameterizedTest
  @MethodSource("rows")
  void allows(String range, String version, boolean allowed) {
    boolean answer =
        SemanticVersion.parse(version)
            .map(v -> SemanticRange.parse(range).allows(v, false))
            .orElse(false);

    assertThat(answer).isEqualTo(allowed);
  }

  static Stream<Object[]> rows() {
    return TABLE
        .lines()
        .flatMap(
            line -> {
              int second = line.lastIndexOf(" | ");
              int first = line.lastIndexOf(" | ", second - 1);
              String range = line.substring(0, first).trim();
              String yes = line.substring(first + 3, second).trim();
              String no = line.substring(second + 3).trim();
              return Stream.concat(
                  Stream.of(yes.split(" +", -1)).map(v -> new Object[] {range, v, true}),
                  Stream.of(no.split(" +", -1)).map(v -> new Object[] {range, v, false}));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "*-*", "1x", "-1", "1.0.0p", "x1", "a", ">", "1.2.3.4", "^", "1 ||", ">=1,"
      })
  void refusesWhatIsNoRange(String text) {
    assertThatThrownBy(() -> SemanticRange.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"b1.2.3", "1.0.0.1", "1.0.0p", "v", "", "1..2", "1.2.3-", "1.2.3-01", "\n1.2.3"})
  void refusesWhatIsNoVersion(String text) {
    assertThat(SemanticVersion.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0-alpha < 1.0.0-alpha.1",
        "1.0.0-alpha.1 < 1.0.0-alpha.beta",
        "1.0.0-alpha.beta < 1.0.0-beta",
        "1.0.0-beta.2 < 1.0.0-beta.11",
        "1.0.0-beta.11 < 1.0.0-rc.1",
        "1.0.0-rc.1 < 1.0.0",
        "1.2.3-10 < 1.2.3-beta",
        "1.9 < 1.10",
        "99999999999999999999 < 100000000000000000000"
      })
  void ordersBySemverOrg(String line) {
    String[] pair = line.split(" < ", 2);
    SemanticVersion lower = SemanticVersion.parse(pair[0]).orElseThrow();
    SemanticVersion higher = SemanticVersion.parse(pair[1]).orElseThrow();

    assertThat(lower).isLessThan(higher);
    assertThat(higher).isGreaterThan(lower);
  }
}
