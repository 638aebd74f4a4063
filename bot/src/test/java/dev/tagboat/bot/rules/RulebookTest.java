package dev.tagboat.bot.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.scan.FileScan;
import dev.tagboat.bot.scan.MemoryTree;
import dev.tagboat.bot.scan.Scanner;
import dev.tagboat.bot.scan.Survey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
  private static final String FLUX =
      """
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImageRepository
      metadata: {name: app, namespace: flux-system}
      spec: {image: acme/app}
      ---
      apiVersion: image.toolkit.fluxcd.io/v1
      kind: ImagePolicy
      metadata: {name: app, namespace: flux-system}
      spec:
        imageRepositoryRef: {name: app}
        policy: {semver: {range: ^1}}
      """;

  private static final String APPLICATION =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata:
        name: web
        annotations:
          argocd-image-updater.argoproj.io/image-list: acme/app:~1.4
      spec: {source: {path: apps/web}}
      """;

  /** Each place as {@code policy source}, in the order of the files. */
  private static List<String> rulings(Map<String, String> files) {
    Survey survey = survey(files);
    Rulebook rules = Rulebook.of(BotConfig.DEFAULTS, survey.objects());
    return survey.sites().stream()
        .map(rules::of)
        .map(ruling -> ruling.policy().kind().key() + " " + ruling.source())
        .toList();
  }

  private static Survey survey(Map<String, String> files) {
    Scanner scanner = new Scanner(BotConfig.DEFAULTS.scan());
    Map<String, FileScan> found = new HashMap<>();
    files.forEach(
        (path, text) -> found.put(path, scanner.scan(path, text.getBytes(StandardCharsets.UTF_8))));
    return Survey.ofEverything(MemoryTree.of(files, BotConfig.DEFAULTS.scan()), scanner, found);
  }

  private static String pod(String annotations, String comment) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: app
      annotations: {%s}
    spec:
      containers:
        - name: app
          image: acme/app:1.4.1%s
    """
        .formatted(annotations, comment);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "|| auto default",
        "| # tagboat: ignore | never apps/web/a.yaml:9:29: # tagboat: ignore",
        "| # tagboat: semver ^1 | semver apps/web/a.yaml:9:29: # tagboat: semver ^1",
        "| # {\"$imagepolicy\": \"flux-system:app\"} | semver f.yaml:6:1: ImagePolicy flux-system/app",
        "| # {\"$imagepolicy\": \"x:app\"} | never apps/web/a.yaml:9:29: $imagepolicy x:app",
        "keel.sh/policy: minor || semver apps/web/a.yaml:5:17: keel.sh/policy: minor",
        "keel.sh/policy: force || newest apps/web/a.yaml:5:17: keel.sh/policy: force",
        "keel.sh/policy: 'glob:1.*' || alphabetical apps/web/a.yaml:5:17: keel.sh/policy: glob:1.*",
        "keel.sh/policy: never || never apps/web/a.yaml:5:17: keel.sh/policy: never",
        "keel.observer/policy: all || semver apps/web/a.yaml:5:17: keel.sh/policy: all",
        "fluxcd.io/automated: 'true' || newest apps/web/a.yaml:5:17: fluxcd.io/automated",
        "fluxcd.io/automated: 'false' || never apps/web/a.yaml:5:17: fluxcd.io/automated",
        "fluxcd.io/ignore: 'true' || never apps/web/a.yaml:5:17: fluxcd.io/ignore",
        "fluxcd.io/ignore: sync_only || auto default",
        "fluxcd.io/tag.web: 'semver:^2', fluxcd.io/tag.app: 'semver:^1' || semver apps/web/a.yaml:5:49: fluxcd.io/tag.app: semver:^1",
        "fluxcd.io/tag.app: 'semver:^1' || semver apps/web/a.yaml:5:17: fluxcd.io/tag.app: semver:^1",
        "fluxcd.io/tag.app: 'glob:1.*' || newest apps/web/a.yaml:5:17: fluxcd.io/tag.app: glob:1.*",
        "fluxcd.io/tag.web: 'semver:^1' || auto default",
        "flux.weave.works/locked: 'true' || never apps/web/a.yaml:5:17: fluxcd.io/locked",
      })
  void namesWhereTheRuleStands(String annotations, String comment, String expected) {
    Map<String, String> files = new HashMap<>();
    files.put("f.yaml", FLUX);
    files.put(
        "apps/web/a.yaml",
        pod(annotations == null ? "" : annotations, comment == null ? "" : " " + comment));

    assertThat(rulings(files)).containsExactly(expected);
  }

  @Test
  void whatStandsNearestToTheValueWins() {
    String setter = " # {\"$imagepolicy\": \"flux-system:app\"}";
    Map<String, String> files =
        Map.of(
            "f.yaml", FLUX,
            "argo.yaml", APPLICATION,
            "apps/web/1.yaml", pod("keel.sh/policy: never", setter),
            "apps/web/2.yaml", pod("keel.sh/policy: never", ""),
            "apps/web/3.yaml", pod("", ""),
            "apps/webs/4.yaml", pod("", ""));

    assertThat(rulings(files))
        .containsExactly(
            "semver f.yaml:6:1: ImagePolicy flux-system/app",
            "never apps/web/2.yaml:5:17: keel.sh/policy: never",
            "semver argo.yaml:1:1: Application web image-list",
            "auto default");
  }

  @Test
  void aRuleThatMeansNothingIsReportedOnceWhereItStands() {
    Map<String, String> files =
        Map.of(
            "f.yaml", FLUX.replace("^1", "1x"),
            "a.yaml", pod("", " # {\"$imagepolicy\": \"flux-system:app\"}"),
            "b.yaml", pod("", " # {\"$imagepolicy\": \"flux-system:app\"}"),
            "c.yaml", pod("", " # tagboat: newst"));
    Survey survey = survey(files);

    assertThat(Rulebook.of(BotConfig.DEFAULTS, survey.objects()).notes(survey.sites()))
        .extracting(note -> note.file() + ":" + note.at())
        .containsExactly("c.yaml:9:29", "f.yaml:6:1");
  }

  @Test
  void settersThatFindNothingAreReportedByTheScan() {
    Map<String, String> files =
        Map.of(
            "f.yaml",
            FLUX,
            "values.yaml",
            """
            version: 1.4 # {"$imagepolicy": "flux-system:gone:tag"}
            digest: none # {"$imagepolicy": "flux-system:app:digest"}
            name: acme/app # {"$imagepolicy": "flux-system:gone:name"}
            """);

    assertThat(survey(files).notes())
        .extracting(note -> note.sentence())
        .containsExactly(
            "values.yaml:1:14: this Flux setter has no effect: there is no ImagePolicy"
                + " flux-system/gone in this repo",
            "values.yaml:2:14: this Flux setter writes a digest, but no digest stands here");
  }
}
