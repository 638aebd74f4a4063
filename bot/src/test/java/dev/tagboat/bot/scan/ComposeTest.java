package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.config.ScanSettings;
import dev.tagboat.bot.image.ImageName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeTest {
  private static final ScanSettings SETTINGS = BotConfig.DEFAULTS.scan();

  private static List<String> sites(Map<String, String> files, String image) {
    Survey survey =
        Survey.of(
            MemoryTree.of(files, SETTINGS),
            new Scanner(SETTINGS),
            List.of(ImageName.parse(image).orElseThrow()));
    return survey.sites().stream()
        .filter(site -> site.image().toString().endsWith(image))
        .map(site -> site.where() + " " + site.version())
        .toList();
  }

  private static List<String> sites(String compose, String env) {
    return sites(Map.of("compose.yaml", compose, ".env", env), "a/app");
  }

  @ParameterizedTest
  @CsvSource({
    "compose.yaml, true",
    "compose.yml, true",
    "x/docker-compose.yml, true",
    "docker-compose.prod.yaml, true",
    "compose-dev.yaml, true",
    "shop.compose.yaml, true",
    "shop.docker-compose.yml, true",
    "docker-stack.yml, true",
    "docker-stack-prod.yml, true",
    "composer.yaml, false",
    "mycompose.yaml, false",
    "compose/web.yaml, false",
  })
  void theFirstFormatIsKnownByTheFilesName(String path, boolean compose) {
    assertThat(sites(Map.of(path, "web: {image: a/app:1}\n"), "a/app")).hasSize(compose ? 1 : 0);
  }

  @Test
  void objectsOfKubernetesAreReadAsSuch() {
    String object = "apiVersion: x/v1\nkind: X\nservices: {web: {image: a/app:1}}\n";

    byte[] bytes = object.getBytes(StandardCharsets.UTF_8);
    assertThat(new Scanner(SETTINGS).scan("docker-compose.yml", bytes).sites())
        .noneMatch(site -> site.kind() == SiteKind.COMPOSE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "${A} ! A=a/app:1",
        "$A ! A=a/app:1",
        "${A:?} ! A=a/app:1",
        "${A?x} ! A=a/app:1",
        "a/app:${A:+1} ! A=x",
        "a/app:${A:-$B} ! B=1",
        "a/app:${A-${B:-1}} ! C=x",
        "a/app:${A:-1} ! A=",
        "${A}:${B} ! A=a/app;B=1",
        "${A}app:1 ! A=a/",
        "${B} ! A=1;B=a/app:${A}",
        "${B} ! A=1;B=a/app:$A;A=2",
      })
  void composeWouldRunThisVersion(String image, String env) {
    assertThat(sites("services: {web: {image: '" + image + "'}}\n", env.replace(';', '\n')))
        .hasSize(1)
        .allMatch(site -> site.endsWith(" 1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "${A} ! B=a/app:1",
        "${A:?} ! A=",
        "a/app:${A} ! B=$A;A=${B}",
        "a/app:${A-1} ! A=",
        "a/app:${A:+1} ! B=1",
        "a/app:${A:-1}} ! B=1",
        "${A} ! A='a/app:$B'",
        "a/app:${A:-1 ! A=1",
        "a/app:${} ! A=1",
        "a/app:${A:} ! A=1",
        "a/app:$$A ! A=1",
        "${B} ! B=a/app:$A;A=1",
      })
  void composeWouldRunNoneOfIt(String image, String env) {
    assertThat(sites("services: {web: {image: \"" + image + "\"}}\n", env.replace(';', '\n')))
        .isEmpty();
  }

  @Test
  void variablesThatMultiplyEachOtherCostNothing() {
    StringBuilder env = new StringBuilder("A0=a/app:1\n");
    for (int i = 1; i < 200; i++) {
      env.append("A").append(i).append("=$A").append(i - 1).append("$A").append(i - 1).append('\n');
    }

    assertThat(sites("services: {web: {image: $A199}}\n", env.toString())).isEmpty();
    assertThat(sites("services: {web: {image: $A0}}\n", env.toString())).hasSize(1);
  }

  @Test
  void defaultsWithoutEndAreRefused() {
    String deep = "${A:-".repeat(50_000) + "a/app:1" + "}".repeat(50_000);

    assertThat(sites("services: {web: {image: '" + deep + "'}}\n", "B=1\n")).isEmpty();
  }

  @Test
  void aliasesAreTold() {
    Survey survey =
        Survey.of(
            MemoryTree.of(
                Map.of("compose.yaml", "x: &i a/app:${T:-1}\nservices: {web: {image: *i}}\n"),
                SETTINGS),
            new Scanner(SETTINGS),
            List.of(ImageName.parse("a/app").orElseThrow()));

    assertThat(survey.sites()).hasSize(1);
    assertThat(survey.sites().get(0).around().aliases()).hasToString("[2:25]");
  }
}
