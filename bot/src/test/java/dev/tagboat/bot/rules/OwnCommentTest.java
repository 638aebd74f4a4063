package dev.tagboat.bot.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.image.ImageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnCommentTest {
  private static final ImageName NAME = ImageName.parse("acme/app").orElseThrow();

  private static ImageRule rule(String text) {
    return OwnComment.parse(text, NAME).rule();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      nullValues = "-",
      value = {
        "ignore | never | - | false",
        "auto | auto | - | false",
        "prerelease | auto | - | true",
        "semver ^1.4 | semver | ^1.4 | false",
        "semver >=1.2, <2 | semver | >=1.2, <2 | false",
        "semver '>=1.2 <2' prerelease | semver | >=1.2 <2 | true",
        "prerelease semver =1.2 | semver | =1.2 | true",
        "exact 'prerelease' | exact | prerelease | false",
        "image=acme/app | auto | - | false",
        "image=acme/app semver ^1 | semver | ^1 | false",
        "numeric # by build number | numeric | - | false",
        "semver ^1 #1234 | semver | ^1 | false",
      })
  void readsPolicyRangeAndPrerelease(String text, String policy, String range, boolean pre) {
    ImageRule rule = rule(text);

    assertThat(rule.policy().key()).isEqualTo(policy);
    assertThat(rule.range()).isEqualTo(range);
    assertThat(rule.prerelease()).isEqualTo(pre);
  }

  @Test
  void readsOptionsInAnyOrder() {
    ImageRule rule =
        rule("allow='^v 1' semver platforms=linux/amd64,linux/arm64 ignore=-rc minimum-age=3d");

    assertThat(rule.allow()).isEqualTo("^v 1");
    assertThat(rule.ignore()).isEqualTo("-rc");
    assertThat(rule.platforms()).containsExactly("linux/amd64", "linux/arm64");
    assertThat(rule.minimumAge()).isEqualTo("3d");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`` | it says nothing",
        "# only a remark | it says nothing",
        "semer ^1 | there is no policy \"semer\"",
        "Semver ^1 | there is no policy \"Semver\"",
        "semver range=^1 | there is no option range",
        "semver \"^1 | do not close",
        "semver ^1 allow='x | do not close",
        "semver ^1 allow=a allow=b | allow stands there twice",
        "semver ^1 allow=( | allow",
        "ignore ^1 | takes no range",
        "exact | needs range",
        "image=a//b | is no image name",
        "auto pin=yes | pin must be keep, tag or digest",
        "auto minimum-age=soon | minimum-age",
      })
  void saysWhatItDoesNotUnderstand(String text, String reason) {
    assertThatThrownBy(() -> rule(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
