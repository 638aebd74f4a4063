package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What objects of Argo CD and Flux, kustomizations and patches are taken for. */
class GitopsFindersTest {
  private static FileScan scan(String path, String text) {
    return new Scanner(BotConfig.DEFAULTS.scan()).scan(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> lines(String path, String text) {
    return scan(path, text).sites().stream()
        .map(
            site -> site.at() + " " + site.kind().key() + " " + site.image() + " " + site.version())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "kustomize.config.k8s.io/v1beta1, Kustomization, 4:11 kustomize docker.io/library/a 1",
    "kustomize.config.k8s.io/v1alpha1, Component, 4:11 kustomize docker.io/library/a 1",
    "kustomize.toolkit.fluxcd.io/v1, Kustomization, ''",
    "apps/v1, Deployment, ''",
  })
  void whatAFileIsItsHeaderSays(String version, String kind, String found) {
    String text =
        "apiVersion: " + version + "\nkind: " + kind + "\nimages:\n- newTag: 1\n  name: a\n";

    assertThat(String.join(",", lines("any.yaml", text))).isEqualTo(found);
  }

  @Test
  void fluxsKustomizationMayBeInAFileOfThatName() {
    assertThat(
            lines(
                "ks/kustomization.yaml",
                """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                spec: {images: [{name: a, newTag: "1"}]}
                """))
        .containsExactly("3:35 flux docker.io/library/a 1");
  }

  @Test
  void whatIsInAPatchIsOfTheKindOfItsFile() {
    String patch =
        """
        patches:
        - patch: |
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            spec: {values: {image: {repository: a, tag: "1"}}}
        - patch: |
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            spec: {source: {kustomize: {images: ["a:2"]}}}
        - patch: |
            apiVersion: apps/v1
            kind: Deployment
            spec: {template: {spec: {containers: [{image: "a:3"}]}}}
        """;

    assertThat(lines("kustomization.yaml", patch))
        .containsExactly(
            "5:49 kustomize docker.io/library/a 1",
            "9:42 kustomize docker.io/library/a 2",
            "13:51 kustomize docker.io/library/a 3");
    assertThat(lines("p.yaml", "- {op: add, path: /spec/image, value: \"a:1\"}\n"))
        .containsExactly("1:39 kustomize docker.io/library/a 1");
  }

  @Test
  void operationsMustBeAListOfOperations() {
    assertThat(lines("p.yaml", "- {op: add, path: /image, value: \"a:1\"}\n- {image: \"a:1\"}\n"))
        .isEmpty();
    assertThat(lines("p.json", "{\"op\": \"add\", \"path\": \"/image\", \"value\": \"a:1\"}"))
        .isEmpty();
    assertThat(scan("p.json", "[{\"op\": \"add\"").problem()).isNotNull();
    assertThat(scan("other.json", "[{\"opt\": ").problem()).isNull();
  }

  @Test
  void parametersOfOtherThingsAreNoImages() {
    assertThat(
            lines(
                "app.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                spec:
                  source:
                    helm:
                      parameters:
                      - {name: tag, value: "1"}
                      - {name: name, value: a}
                      - {name: version, value: "1"}
                      - {name: settings.tag, value: "1"}
                      - {name: settings.name, value: a}
                      - {name: pull.secret, value: a}
                      - {name: image.tag, value: "1"}
                      - {name: image.pullPolicy, value: Always}
                      - {name: empty.image.repository, value: b}
                      - {name: empty.image.tag, value: ""}
                      - not a parameter
                """))
        .isEmpty();
  }

  @Test
  void aParameterMayBePartOfAnImageInSeveralWays() {
    String digest = "sha256:" + "a".repeat(64);
    assertThat(
            lines(
                "app.yaml",
                """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                spec:
                  sources:
                  - helm:
                      parameters:
                      - {name: 'a.image.tag', value: 1@DIGEST}
                      - {name: 'a.image.repository', value: x/a}
                      - {name: 'b.image.registry', value: "quay.io"}
                      - {name: 'b.image.repository', value: x/b}
                      - {name: 'b.image.tag', value: "2"}
                      - {name: 'b.image.digest', value: "DIGEST"}
                  - helm:
                      valuesObject: {c: {imageName: c, image: {registry: ghcr.io, repository: x/c}}}
                      parameters: [{name: c.image.tag, value: "3"}]
                """
                    .replace("DIGEST", digest)))
        .contains(
            "7:38 argocd docker.io/x/a 1@" + digest,
            "11:38 argocd quay.io/x/b 2@" + digest,
            "15:47 argocd ghcr.io/x/c 3");
  }

  @Test
  void annotationsOfApplicationsAreHandedOn() {
    FileScan scan =
        scan(
            "app.yaml",
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Application
            metadata:
              name: app
              annotations: {argocd-image-updater.argoproj.io/image-list: "a=x/a:1.x"}
            spec: {source: {kustomize: {images: ["x/a:1.2"]}}}
            """);

    assertThat(scan.links()).anyMatch(Link.ForeignObject.class::isInstance);
    assertThat(scan.sites().get(0).around().hints()).anyMatch(Hint.Annotations.class::isInstance);
  }

  @Test
  void commentsOfOursHoldInsidePatches() {
    FileScan scan =
        scan(
            "kustomization.yaml",
            """
            patches:
            - patch: |
                - op: replace
                  path: /spec/template/spec/containers/0/image
                  value: a:1 # tagboat: ignore
            """);

    assertThat(scan.sites().get(0).around().hints()).hasSize(1);
  }

  @Test
  void oddShapesAreNothing() {
    for (String text :
        List.of(
            "images: a\npatches: b\nresources: {c: d}\nhelmCharts: [e]\n",
            "images: [a, [b], {name: [c]}, {newTag: 1}, {name: 'A B'}, {name: ''}]\n",
            "patches: [a, {patch: ''}, {patch: [b]}, {path: {}}, {target: x, patch: 'y'}]\n",
            "patchesStrategicMerge: [{kind: A}, a.yaml, '', [b]]\ncomponents:\n",
            "helmCharts: [{valuesInline: a}, {valuesInline: {image: }}]\n")) {
      FileScan scan = scan("kustomization.yaml", text);
      assertThat(scan.sites()).as(text).isEmpty();
      assertThat(scan.problem()).as(text).isNull();
    }
    for (String spec :
        List.of(
            "source: a",
            "sources: [a, {helm: b}, {kustomize: {images: [A, [], {}]}}]",
            "source: {helm: {parameters: [{name: image.tag}, {value: a}], values: '- ['}}",
            "template: {spec: a}",
            "values: a",
            "url: oci://\nref: {tag: 1}")) {
      for (String kind : List.of("argoproj.io/v1/Application", "argoproj.io/v1/ApplicationSet")) {
        int slash = kind.lastIndexOf('/');
        String text =
            "apiVersion: "
                + kind.substring(0, slash)
                + "\nkind: "
                + kind.substring(slash + 1)
                + "\nspec:\n  "
                + spec.replace("\n", "\n  ")
                + "\n";
        assertThat(scan("a.yaml", text).sites()).as(text).isEmpty();
      }
    }
  }
}
