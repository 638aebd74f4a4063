package dev.tagboat.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VersionStepTest {
  @ParameterizedTest
  @CsvSource({
    "1.4.1, 2.0.0, auto, MAJOR, false, false",
    "v1.4.1, v1.5.0, auto, MINOR, false, false",
    "1.4.1, 1.4.2, semver, PATCH, false, false",
    "1.4.1, 1.4.2, exact, PATCH, false, false",
    "1.4.1-alpine, 1.4.2-alpine, auto, PATCH, false, false",
    "1.4.1, 1.5.0-rc.1, semver, MINOR, false, true",
    "1.5.0-rc.1, 1.5.0-rc.2, auto, PRERELEASE, false, true",
    "1.5.0-rc.1, 1.5.0, auto, PRERELEASE, false, false",
    "1.4.2, 1.4.1, auto, PATCH, true, false",
    "2.0.0, 1.9.9, auto, MAJOR, true, false",
    "17, 18, auto, MAJOR, false, false",
    "16.4, 17.0, auto, MAJOR, false, false",
    "1734, 1735, semver, MAJOR, false, false"
  })
  void howFarItIs(
      String from, String to, String policy, VersionStep.Part part, boolean back, boolean pre) {
    assertThat(VersionStep.between(from, to, policy)).contains(new VersionStep(part, back, pre));
  }

  @ParameterizedTest
  @CsvSource({
    "1.4.1, 1.4.1, auto",
    "1734, 1735, auto",
    "2024.11.1, 2025.1.0, auto",
    "20241101, 20250101, auto",
    "17, 18, numeric",
    "1.4.1, 2.0.0, newest",
    "main-abc1234, main-def5678, auto",
    "latest, 1.0.0, auto"
  })
  void whatIsNoStep(String from, String to, String policy) {
    assertThat(VersionStep.between(from, to, policy)).isEmpty();
  }
}
