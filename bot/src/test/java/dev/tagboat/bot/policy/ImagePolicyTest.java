package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePolicyTest {
  private static ImagePolicy policy(String settings) {
    String file = "images: [{name: acme/app, " + settings + "}]";
    BotConfig config = BotConfig.read(file.getBytes(StandardCharsets.UTF_8));
    return ImagePolicy.of(config.ruleFor(ImageName.parse("acme/app").orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          policy: semver                           | 1.2.3      | 1.2.4       | yes
          policy: semver                           | 1.2.3      | 1.2.2       | DOWNGRADE
          policy: semver                           | 1.2.3      | v1.2.3      | SAME_VERSION
          policy: semver                           | 1.2.3      | 1.3.0-rc1   | PRERELEASE
          policy: semver, prerelease: true         | 1.2.3      | 1.3.0-rc1   | yes
          policy: semver                           | 1.2.3      | v2.0.0      | yes
          policy: semver                           | 1.2.3      | latest      | NOT_A_VERSION
          policy: semver                           | 1.2.3      | 20240131    | NOT_A_VERSION
          policy: semver                           | 1.2.3      | 0a1b2c3     | NOT_A_VERSION
          policy: semver                           | latest     | 1.2.3       | NO_ORDER
          policy: semver, range: ^1                | latest     | 1.2.3       | yes
          policy: semver, range: ^1                | 1.2.3      | 2.0.0       | OUT_OF_RANGE
          policy: semver, range: ^1                | 1.2.3      | 1.3.0-rc1   | PRERELEASE
          policy: semver, range: ^1                | 1.2.3      | 2.0.0-rc1   | OUT_OF_RANGE
          policy: semver, range: nonsense          | 1.2.3      | 1.2.4       | NOT_HONOURED
          policy: semver, range: nonsense          | 1.2.3      | 1.2.3       | NOT_HONOURED
          policy: numeric                          | 9          | 10          | yes
          policy: numeric                          | 10         | 9           | DOWNGRADE
          policy: numeric                          | 1.9        | 1.10        | DOWNGRADE
          policy: numeric                          | 20240131120000000 | 20240131120000001 | yes
          policy: numeric                          | 9          | 1a          | NOT_A_VERSION
          policy: numeric                          | main       | 1           | NO_ORDER
          policy: alphabetical                     | bionic     | focal       | yes
          policy: alphabetical                     | focal      | bionic      | DOWNGRADE
          policy: digest                           | latest     | main        | KEPT
          policy: digest                           | latest     | latest      | yes
          policy: exact, range: 1.2.2              | 1.2.3      | 1.2.2       | yes
          policy: exact, range: 1.2.2              | 1.2.3      | 1.2.4       | OUT_OF_RANGE
          policy: never                            | 1.2.3      | 1.2.4       | KEPT
          policy: never                            | 1.2.3      | 1.2.3       | KEPT
          policy: auto                             | 1.2.3      | 1.2.4       | yes
          policy: auto                             | latest     | latest      | yes
          'allow: "^v"'                            | v1.2.3     | v1.2.4      | yes
          'allow: "^v"'                            | 1.2.3      | 1.2.4       | NOT_ALLOWED
          'ignore: "-rc"'                          | 1.2.3-rc1  | 1.2.3-rc2   | IGNORED
          'allow: "^1", ignore: "5$"'              | 1.2.3      | 1.2.5       | IGNORED
          prerelease: true                         | 1.2.3      | 1.2.4-rc1   | yes
          policy: calver                           | 2024.1     | 2024.2      | yes
          policy: calver                           | 1.2.3      | 1.2.4       | NOT_A_VERSION
          policy: newest                           | main       | main2       | AGE_UNKNOWN
          extract: v(.*)                           | 1.2.3      | 1.2.4       | NOT_EXTRACTED
          platforms: [linux/amd64]                 | 1.2.3      | 1.2.4       | PLATFORM_UNKNOWN
          minimum-age: 3d                          | 1.2.3      | 1.2.4       | AGE_UNKNOWN
          'verify: {cosign: {key: a.pub}}'         | 1.2.3      | 1.2.4       | yes
          """)
  void decides(String settings, String current, String candidate, String expected) {
    Decision decision = policy(settings).decide(new Tag(current), new Tag(candidate), false);

    assertThat(AutoPolicyTest.answer(decision)).as(decision.sentence()).isEqualTo(expected);
  }

  @Test
  void aWrongRangeIsNamed() {
    Decision decision =
        policy("policy: semver, range: 1x").decide(new Tag("1.0.0"), new Tag("1.1.0"), false);

    assertThat(decision.sentence())
        .isEqualTo(
            "the rule for acme/app in .tagboat.yaml is wrong: range is not a version constraint,"
                + " such as \"^1.4\" or \">=1.2, <2\"");
  }
}
