package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.image.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDemandsTest {
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

  /** Remembers what it was asked for. */
  private record Known(Map<String, String> times, Map<String, String> platforms, List<Tag> asked)
      implements ImageFacts {
    @Override
    public Optional<Instant> created(Tag tag) {
      asked.add(tag);
      return Optional.ofNullable(times.get(tag.value())).map(Instant::parse);
    }

    @Override
    public Optional<List<String>> platforms(Tag tag) {
      return Optional.ofNullable(platforms.get(tag.value()))
          .map(text -> Arrays.asList(text.split(" ", -1)));
    }

    @Override
    public Instant now() {
      return NOW;
    }
  }

  private static Known times(Map<String, String> times) {
    return new Known(times, Map.of(), new ArrayList<>());
  }

  private static ImagePolicy policy(String rule) {
    return new PolicyCase("tagboat", rule, null, List.of(), Map.of(), "none", "").policy();
  }

  private static Decision decide(String rule, ImageFacts facts) {
    return policy(rule).decide(new Tag("1.0"), new Tag("1.1"), false, facts);
  }

  @ParameterizedTest
  @CsvSource({
    "3d,  2026-01-06T23:59:59Z, yes",
    "3d,  2026-01-07T00:00:00Z, yes",
    "3d,  2026-01-07T00:00:01Z, TOO_YOUNG",
    "12h, 2026-01-09T12:00:00Z, yes",
    "12h, 2026-01-09T12:00:01Z, TOO_YOUNG",
    "30m, 2026-01-09T23:30:01Z, TOO_YOUNG",
    "90s, 2026-01-09T23:58:30Z, yes",
    "1d,  1970-01-01T00:00:00Z, AGE_UNKNOWN",
    "1d,  1980-01-01T00:00:01Z, AGE_UNKNOWN",
    "1d,  2026-02-01T00:00:00Z, TOO_YOUNG"
  })
  void ageIsCountedFromWhenTheImageWasMade(String age, String created, String expected) {
    Decision decision = decide("minimum-age: " + age, times(Map.of("1.1", created)));

    assertThat(AutoPolicyTest.answer(decision)).as(decision.sentence()).isEqualTo(expected);
  }

  @Test
  void aYoungImageIsToldUntilWhen() {
    Decision decision = decide("minimum-age: 3d", times(Map.of("1.1", "2026-01-09T10:00:00Z")));

    assertThat(decision.sentence())
        .isEqualTo(
            "1.1 was made at 2026-01-09T10:00:00Z, and minimum-age holds it back until"
                + " 2026-01-12T10:00:00Z");
  }

  @Test
  void whatIsNotKnownDoesNotPass() {
    assertThat(decide("minimum-age: 3d", ImageFacts.none()).sentence())
        .isEqualTo(
            "when the image of 1.1 was made is not known: nobody asked the registry, or the image"
                + " does not say");
    assertThat(decide("platforms: [linux/amd64]", ImageFacts.none()).sentence())
        .isEqualTo("what the image of 1.1 runs on is not known: nobody asked the registry");
  }

  @ParameterizedTest
  @CsvSource({
    "linux/amd64,                linux/amd64,               yes",
    "linux/amd64,                linux/amd64 linux/arm64,   yes",
    "'linux/amd64, linux/arm64', linux/amd64 linux/arm64/v8, yes",
    "linux/arm64/v8,             linux/arm64,               yes",
    "linux/arm,                  linux/arm/v7,              yes",
    "linux/arm/v7,               linux/arm/v6,              PLATFORM_MISSING",
    "linux/arm/v7,               linux/arm,                 PLATFORM_MISSING",
    "'linux/amd64, linux/arm64', linux/amd64,               PLATFORM_MISSING",
    "linux/arm,                  linux/arm64,               PLATFORM_MISSING",
    "windows/amd64,              linux/amd64,               PLATFORM_MISSING"
  })
  void everyPlatformMustBeThere(String wanted, String there, String expected) {
    Known facts = new Known(Map.of(), Map.of("1.1", there), new ArrayList<>());

    Decision decision = decide("platforms: [" + wanted + "]", facts);

    assertThat(AutoPolicyTest.answer(decision)).as(decision.sentence()).isEqualTo(expected);
  }

  @Test
  void theHighestThatIsOldEnoughIsPickedAndNothingBelowItIsAskedFor() {
    Known facts = times(Map.of("1.3", "2026-01-09T10:00:00Z", "1.2", "2026-01-01T10:00:00Z"));
    List<Tag> tags = List.of(new Tag("1.1"), new Tag("1.3"), new Tag("1.2"), new Tag("1.0-x"));

    Selection<Tag> selection = Selection.of(policy("minimum-age: 3d"), new Tag("1.0"), tags, facts);

    assertThat(selection.tag()).isEqualTo(new Tag("1.2"));
    assertThat(selection.refused())
        .extracting(Selection.Refused::kind)
        .containsExactly(Rejection.OTHER_SHAPE, Rejection.TOO_YOUNG);
    assertThat(facts.asked()).doesNotContain(new Tag("1.1"), new Tag("1.0-x"));
  }

  @Test
  void theSameTagWithAnotherDigestIsHeldBackToo() {
    ImagePolicy policy = policy("policy: digest, minimum-age: 3d");
    Known facts = times(Map.of("latest", "2026-01-09T10:00:00Z"));

    Decision decision = policy.decide(new Tag("latest"), new Tag("latest"), false, facts);

    assertThat(AutoPolicyTest.answer(decision)).isEqualTo("TOO_YOUNG");
  }

  @Test
  void aRuleSaysWhatItNeeds() {
    assertThat(policy("policy: newest").needsCreated()).isTrue();
    assertThat(policy("minimum-age: 3d").needsCreated()).isTrue();
    assertThat(policy("platforms: [linux/amd64]").needsPlatforms()).isTrue();
    assertThat(policy("policy: semver").needsCreated()).isFalse();
    assertThat(policy("policy: semver").needsPlatforms()).isFalse();
  }
}
