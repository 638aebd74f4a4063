package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannerTest {
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());

  private static FileScan scan(String path, String text) {
    return SCANNER.scan(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(FileScan scan) {
    return scan.sites().stream()
        .map(
            site -> site.at() + " " + site.kind().key() + " " + site.image() + " " + site.version())
        .toList();
  }

  @Test
  void findsEveryKindWithPlaceNameTagAndDigest() {
    String digest = "sha256:" + "0".repeat(64);
    assertThat(
            lines(
                scan(
                    "pod.yaml",
                    """
                    apiVersion: v1
                    kind: Pod
                    spec:
                      containers:
                        - image: nginx
                        - image: "ghcr.io/a/b:1@%s"
                      initContainers:
                        - {image: 'LOCALHOST:443/a:2'}
                        - {image: "not a reference"}
                        - {image: 5}
                    """
                        .formatted(digest))))
        .containsExactly(
            "5:14 kubernetes docker.io/library/nginx ",
            "6:14 kubernetes ghcr.io/a/b 1@" + digest,
            "8:15 kubernetes localhost/a 2",
            "10:15 kubernetes docker.io/library/5 ");
    assertThat(
            lines(
                scan(
                    "values.yaml",
                    """
                    image: {registry: quay.io, repository: a/b, tag: 1.10}
                    other: {webImage: redis:7}
                    none: {image: {repository: "{{ x }}", tag: 1}, noimages: redis:6}
                    """)))
        .containsExactly(
            "1:50 helm-values quay.io/a/b 1.10", "2:19 helm-values docker.io/library/redis 7");
    assertThat(
            lines(
                scan(
                    "k/kustomization.yaml",
                    "images: [{name: x, newName: a/b, digest: \"" + digest + "\"}]\n")))
        .containsExactly("1:42 kustomize docker.io/a/b @" + digest);
  }

  @ParameterizedTest
  @CsvSource({
    "values.yaml, true",
    "a/b/values.yml, true",
    "Values.yaml, true",
    "values-prod.yaml, true",
    "values.prod.yaml, true",
    "prod.values.yaml, true",
    "prod_values.yaml, true",
    "values_prod.yaml, true",
    "values.json, true",
    "myvalues.yaml, false",
    "valuesets.yaml, false",
    "values/prod.yaml, true",
    "charts/a/helm-values/eu.yml, true",
    "ci/test-values.yaml, true",
    "values/.hidden.yaml, false",
    "values/kustomization.yaml, false",
    "values/a/b.yaml, false",
    "values.schema.json, false",
    "values.yaml.gotmpl, false",
    "values.txt, false",
  })
  void knowsValuesFilesByTheirName(String path, boolean values) {
    assertThat(HelmValuesFinder.isValuesFile(path)).isEqualTo(values);
  }

  @Test
  void jsonThatIsNoManifestIsNobodysProblem() {
    assertThat(scan("tsconfig.json", "// comment\n{\"image\": nginx,,}")).isEqualTo(FileScan.EMPTY);
    assertThat(scan("pod.json", "{\"apiVersion\": ").problem()).isNotNull();
  }

  @Test
  void problemsNameFileLineAndColumn() {
    FileScan.Problem problem = Objects.requireNonNull(scan("a/b.yaml", "a: [1\nb: }\n").problem());

    assertThat(problem.sentence()).startsWith("a/b.yaml:2:2: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chart/templates/x.yaml", "templates/a/b.yaml"})
  void templatesAreSkippedWithAReason(String path) {
    FileScan.Skipped skipped = scan(path, "image: {{ .Values.image }}").skipped();

    assertThat(skipped).isEqualTo(new FileScan.Skipped(path, "a Helm template, not values"));
    assertThat(scan(path, "image: nginx").skipped()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "image: ghcr.io/acme/app:1, true",
    "app, true",
    "xappx, true",
    "ap p, false",
    "a, false",
    "'', false",
    "aapp, true",
    "Acme/myApp:1, true",
    "aPp, true",
    "[pp, false",
  })
  void thePrefilterLooksForTheShortName(String text, boolean may) {
    assertThat(Scanner.holds(text.getBytes(StandardCharsets.UTF_8), "app")).isEqualTo(may);
  }
}
