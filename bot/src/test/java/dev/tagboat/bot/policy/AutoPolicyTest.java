package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Tag;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** current, candidate, and what becomes of it: {@code yes} or the rejection. */
class AutoPolicyTest {
  private static final String TABLE =
      """
      2.4.0-slim                        2.4.2-slim                          yes
      17.04                             17.10                               yes
      17.10                             17.04                               DOWNGRADE
      artful                            bionic                              NO_ORDER
      artful-20170826                   artful-20170916                     yes
      artful-20170826                   zesty-20170916                      OTHER_SHAPE
      v1.5.0                            v1.6.0                              yes
      v1.5.0                            1.6.0                               OTHER_SHAPE
      1.5.0                             v1.6.0                              OTHER_SHAPE
      7.2-0.1                           7.2-0.3                             yes
      7.2-0.1                           7.2-ed7eee0                         COMMIT_HASH
      v3.9.0-177-ged5bcde               v3.10.0-169-gfe040d3                yes
      v3.9.0-177-ged5bcde               v3.9.0-177-gfe040d3                 NO_ORDER
      jdk-11.0.2.7-alpine-slim          jdk-11.0.2.9-alpine-slim            yes
      3.10-master-777                   3.10-master-999                     yes
      11-jdk-master-111                 11-jdk-master-222                   yes
      21-ea-32                          22-ea-7                             yes
      22-ea-7-windowsservercore-1809    22-ea-9-windowsservercore-1809      yes
      22-ea-7-windowsservercore-1809    22-ea-9-windowsservercore-2004      OTHER_SHAPE
      20231101-230548-g159857a0b        20231203-230414-gd53f37589          yes
      17.0.1_12-jre-alpine              17.0.2_8-jre-alpine                 yes
      2.1.3                             2.10.0                              yes
      2.1.3                             2.10.0pre1234                       PRERELEASE
      3.5                               3.6                                 yes
      3.5                               3.7.0a1                             OTHER_SHAPE
      3.6.0                             3.7.0a1                             PRERELEASE
      3.7.0a1                           3.7.0a2                             yes
      3.7.0a2                           3.7.0b1                             yes
      3.7.0b1                           3.7.0a2                             DOWNGRADE
      3.7.0rc1                          3.7.0                               yes
      3.7.0                             3.7.0rc1                            PRERELEASE
      8.5                               8.7                                 yes
      1.25                              1.25.3                              OTHER_SHAPE
      1.25.0                            1.27.0                              yes
      2.0-sdk                           2.1-sdk                             yes
      2.0-sdk                           2.1-runtime                         OTHER_SHAPE
      1803                              1903                                yes
      7.4.0RC6-fpm-buster               7.4.0RC5-fpm-buster                 DOWNGRADE
      7.4.0RC6-fpm-buster               7.4.0-fpm-buster                    yes
      3.6.2-alpine3.6                   3.6.3-alpine3.6                     yes
      3.6.2-alpine3.6                   3.6.3-alpine3.7                     OTHER_SHAPE
      img_20230915.3                    img_20231011.1                      yes
      3.14.1-slim-trixie                3.14.2-slim-trixie                  yes
      r69                               r100                                yes
      r100                              r69                                 DOWNGRADE
      1.2.3-foo                         2.3.4-bar                           OTHER_SHAPE
      1.0.0-9                           1.0.0-14                            yes
      2024-07-21T11-33-05               2024-08-01T00-00-00                 yes
      RELEASE.2024-07-21T11-33-05Z      RELEASE.2024-07-21T11-33-06Z        yes
      8.6-754.1655                      8.5-754.1651                        DOWNGRADE
      postgresql-v1.37.0                postgresql-v1.38.0                  yes
      postgresql-v1.37.0                mysql-v1.39.0                       OTHER_SHAPE
      curl-8_14_0                       curl-8_15_0                         yes
      18.04                             18.4                                SAME_VERSION
      18.1                              18.04                               yes
      01.2.3                            1.2.3                               SAME_VERSION
      latest                            1.2.3                               NO_ORDER
      main                              develop                             NO_ORDER
      0a1b2c3                           0a1b2c4                             NO_ORDER
      sha-0a1b2c3                       sha-0a1b2c4                         NO_ORDER
      1.2.3                             0a1b2c3                             COMMIT_HASH
      1.2.3                             latest                              OTHER_SHAPE
      1234567                           1234568                             yes
      1234567                           0a1b2c3                             COMMIT_HASH
      17                                20240131                            OTHER_SHAPE
      999999                            1000000                             yes
      20240131                          20240201                            yes
      1.2.3                             1.2.3.1                             OTHER_SHAPE
      1.9                               1.10                                yes
      99999999999999999999              100000000000000000000               yes
      1.2.3-r1                          1.2.3-r2                            yes
      1.2.3-debian-12-r9                1.2.3-debian-12-r10                 yes
      1.2.3-debian-11-r9                1.2.4-debian-12-r0                  OTHER_SHAPE
      2.1.0-jdk17                       2.2.0-jdk17                         yes
      2.1.0-jdk17                       2.2.0-jdk21                         OTHER_SHAPE
      1.0.0-beta.2                      1.0.0-beta.11                       yes
      1.0.0-rc.1                        1.0.0-rc.1-alpine                   OTHER_SHAPE
      1.0-SNAPSHOT                      1.1-SNAPSHOT                        yes
      """;

  static Stream<String[]> table() {
    return TABLE.lines().map(line -> line.trim().split(" +", -1));
  }

  @ParameterizedTest
  @MethodSource("table")
  void decides(String current, String candidate, String expected) {
    Decision decision = new AutoPolicy(false).decide(subject(current), subject(candidate), false);

    assertThat(answer(decision)).as(decision.sentence()).isEqualTo(expected);
    assertThat(decision.sentence()).contains(current);
  }

  @ParameterizedTest
  @MethodSource("table")
  void downgradesPassWhenAskedForAndNothingElseDoes(
      String current, String candidate, String expected) {
    Decision decision = new AutoPolicy(false).decide(subject(current), subject(candidate), true);

    String asked = expected.equals("DOWNGRADE") ? "yes" : expected;
    assertThat(answer(decision)).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("table")
  void ordersAcceptedTagsAboveTheCurrentOne(String current, String candidate, String expected) {
    int order = new AutoPolicy(false).compare(subject(current), subject(candidate));

    if (Arrays.asList("yes", "DOWNGRADE").contains(expected)) {
      assertThat(order < 0).isEqualTo(expected.equals("yes"));
    }
  }

  private static Subject subject(String tag) {
    return Subject.of(new Tag(tag));
  }

  static String answer(Decision decision) {
    return decision instanceof Decision.Rejected no ? no.kind().name() : "yes";
  }
}
