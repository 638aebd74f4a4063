package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static ImagePolicy policy(String settings) {
    String file = "images: [{name: acme/app, " + settings + "}]";
    BotConfig config = BotConfig.read(file.getBytes(StandardCharsets.UTF_8));
    return ImagePolicy.of(config.ruleFor(ImageName.parse("acme/app").orElseThrow()));
  }

  private static List<Tag> tags(String... tags) {
    return Arrays.stream(tags).map(Tag::new).toList();
  }

  @Test
  void ofEqualTagsTheLastInByteOrderIsPickedWhateverTheirOrder() {
    ImagePolicy semver = policy("policy: semver");

    assertThat(Selection.of(semver, null, tags("1.2.0", "v1.2.0", "1.2")).tag())
        .isEqualTo(new Tag("v1.2.0"));
    assertThat(Selection.of(semver, null, tags("v1.2.0", "1.2", "1.2.0")).tag())
        .isEqualTo(new Tag("v1.2.0"));
  }

  @Test
  void theCurrentTagIsNeitherPickedNorRefused() {
    Selection<Tag> selection =
        Selection.of(policy("policy: semver"), new Tag("1.2.0"), tags("1.2.0", "1.1.0"));

    assertThat(selection.tag()).isNull();
    assertThat(selection.refused())
        .extracting(Selection.Refused::kind)
        .containsExactly(Rejection.DOWNGRADE);
    assertThat(selection.reason()).isEqualTo("1.1.0 is older than 1.2.0");
  }

  @Test
  void withoutACurrentTagTheFiltersAndTheRangeHold() {
    ImagePolicy semver = policy("policy: semver, range: ^1, ignore: beta");

    Selection<Tag> selection = Selection.of(semver, null, tags("1.9.0-beta", "1.2.0", "2.0.0"));

    assertThat(selection.tag()).isEqualTo(new Tag("1.2.0"));
    assertThat(selection.refused())
        .extracting(Selection.Refused::kind)
        .containsExactly(Rejection.IGNORED, Rejection.OUT_OF_RANGE);
  }

  @Test
  void aClosedPolicyPicksNothing() {
    assertThat(Selection.of(policy("policy: never"), null, tags("1")).tag()).isNull();
    assertThat(Selection.of(policy("policy: auto"), null, tags("1")).reason())
        .isEqualTo("policy auto goes by the current tag, and none is given for 1");
  }

  @Test
  void noTagsAreSaidSo() {
    assertThat(Selection.of(policy("policy: semver"), null, List.of()).reason())
        .isEqualTo("there are no tags");
  }
}
