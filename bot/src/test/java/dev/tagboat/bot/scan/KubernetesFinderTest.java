package dev.tagboat.bot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesFinderTest {
  private static final Scanner SCANNER = new Scanner(BotConfig.DEFAULTS.scan());

  private static FileScan scan(String text) {
    return SCANNER.scan("a.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> images(FileScan scan) {
    return scan.sites().stream().map(site -> site.at() + " " + site.image().path()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{metadata: {image: 'a/b:1'}}",
        "{metadata: {name: x}, spec: {template: {metadata: {image: 'a/b:1'}}}}",
        "{status: {image: 'a/b:1'}}",
        "{spec: {selector: {image: 'a/b:1'}, labels: {image: 'a/b:1'}}}",
        "{spec: {image: true}}",
        "{spec: {image: Off}}",
        "{spec: {image: }}",
        "{spec: {image: ~}}",
        "{spec: {image: ''}}",
        "{spec: {image: !!int 5}}",
        "{spec: {image: [a/b]}}",
        "{spec: {image: {reference: [a]}}}",
        "{spec: {image: {tag: '1'}}}",
        "{spec: {image: 'B'}}",
        "{spec: {image: 'https://a/b:1'}}",
        "{spec: {image: '${A}/b:1'}}",
        "{spec: {image: '$(A)'}}",
        "{spec: {image: '{{ .a }}:1'}}",
        "{spec: {image: 'a/b:<tag>'}}",
        "{spec: {imagePullPolicy: 'a/b:1', images: 'a/b:1', imagePullSecrets: ['a/b:1']}}",
        "{spec: {workerImage: a/b, imageName: a/b, images: [a/b]}}",
        "{spec: {image: {url: a/b}}}",
        "{spec: {build: {output: {image: 'a/b:1'}}}}",
        "{spec: {outputImage: 'a/b:1', destinationImage: 'a/b:1'}}",
        "{spec: {env: [{name: FOO, value: 'a/b:1'}, {name: X_IMAGES, value: 'a/b:1'}]}}",
        "{spec: {env: [{name: FOO_IMAGE, value: a/b}, {name: TARGET_IMAGE, value: 'a/b:1'}]}}",
        "{spec: {env: {FOO: 'a/b:1'}}}",
        "{spec: {args: ['a/b:1', --image, 'a/b:1', '--url=a/b:1', '--reloader=localhost:80']}}",
        "{spec: {args: --image=a/b:1}}",
        "{spec: {params: [{name: IMAGE, default: 'a/b:1'}, {name: A_IMAGE, value: 'a/b:1'}]}}",
        "{spec: {taskRef: {bundle: true}, pipelineRef: {bundle: ''}}}",
        "{spec: {taskRef: {resolver: bundles, bundle: 'a/b:1', params: [{name: x, value: a}]}}}",
        "{spec: {ref: {bundle: 'a/b:1'}}}",
        "{spec: {package: 'a/b:1'}}",
        "{spec: {from: {kind: ImageStreamTag, name: 'a/b:1'}}}",
        "{spec: {values: \"a: [\\nimage\"}}",
        "{spec: {valuesContent: 'image: a/b:1'}}",
      })
  void isNoImage(String rest) {
    assertThat(images(scan("{apiVersion: x/v1, kind: X, " + rest.substring(1)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: v1, kind: Secret, stringData: {values.yaml: 'image: a/b:1', image: 'a/b:1'}}",
        "{apiVersion: v1, kind: ConfigMap, data: {image: 'a/b:1', config.yaml: 'image: a/b:1'}}",
        "{apiVersion: v1, kind: ConfigMap, image: 'a/b:1'}",
        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, spec: {image: 'a/b:1'}}",
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, spec: {image: a/b}}",
        "{apiVersion: image.toolkit.fluxcd.io/v1, kind: ImageRepository, spec: {image: a/b}}",
        "{apiVersion: argocd-image-updater.argoproj.io/v1alpha1, kind: ImageUpdater, spec: {"
            + "images: [{imageName: 'a/b:1'}]}}",
        "{apiVersion: shipwright.io/v1beta1, kind: Build, spec: {output: {image: 'a/b:1'}}}",
        "{apiVersion: infrastructure.cluster.x-k8s.io/v1, kind: M, spec: {image: ubuntu}}",
        "{image: 'a/b:1', job: {image: 'a/b:1', script: [x]}}",
        "{containers: [web, db], image: 'a/b:1'}",
        "{containers: {web: 'a/b:1'}}",
      })
  void holdsNoImages(String document) {
    assertThat(images(scan(document))).isEmpty();
  }

  @Test
  void whatAnObjectSaysToOtherToolsGoesWithItsContainers() {
    FileScan scan =
        scan(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              labels: {keel.sh/policy: patch, app: web}
              annotations: {keel.sh/policy: minor, keel.sh/trigger: poll}
            spec:
              template:
                metadata:
                  annotations:
                    fluxcd.io/tag.web: semver:~1
                spec:
                  # tagboat: ignore
                  containers:
                    - name: web
                      image: a/b:1 # tagboat: semver ^1
                  initContainers:
                    one: {image: a/b:2}
            """);

    assertThat(scan.sites()).hasSize(2);
    List<Hint> web = scan.sites().get(0).around().hints();
    Map<String, String> object = Map.of("keel.sh/policy", "minor", "keel.sh/trigger", "poll");
    Map<String, String> template = Map.of("fluxcd.io/tag.web", "semver:~1");
    assertThat(
            web.stream()
                .map(hint -> hint instanceof Hint.Annotations a ? a.values() : hint.at().line()))
        .containsExactly(15, 12, template, object);
    assertThat(scan.sites().get(1).around().hints())
        .allSatisfy(
            hint ->
                assertThat(hint)
                    .isInstanceOfSatisfying(
                        Hint.Annotations.class, a -> assertThat(a.container()).isEqualTo("one")));
  }

  @Test
  void policiesOfOtherToolsAreHandedOn() {
    FileScan scan =
        scan(
            """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImagePolicy
                metadata: {name: web, namespace: flux, annotations: {a.b/c: x}}
                spec: {policy: {semver: {range: ^1}}, list: [{x: ~}, {y: 1}]}
              - apiVersion: image.toolkit.fluxcd.io/v1
                kind: ImagePolicy
                spec: {}
              - {apiVersion: other.io/v1, kind: ImagePolicy, metadata: {name: x}}
            """);

    assertThat(scan.links())
        .containsExactly(
            new Link.ForeignObject(
                "a.yaml",
                scan.links().get(0).at(),
                "image.toolkit.fluxcd.io/v1",
                "ImagePolicy",
                "flux",
                "web",
                Map.of(
                    "metadata.name", "web",
                    "metadata.namespace", "flux",
                    "metadata.annotations.a.b/c", "x",
                    "spec.policy.semver.range", "^1",
                    "spec.list[1].y", "1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: X, apiVersion: x/v1, ", "kind: List, ", ""})
  void aliasesMakeNoWayTooLongAndNoTreeTooWide(String head) {
    StringBuilder text = new StringBuilder("{" + head + "metadata: {labels: [&a0 [x]");
    for (int i = 1; i < 90; i++) {
      text.append(",&a" + i + " [*a" + (i - 1) + ",*a" + (i - 1) + "]");
    }
    text.append("]}, items: [{items: *a89}], spec: {containers: [{image: 'a/b:1'}, *a89]}}");

    assertThat(images(scan(text.toString()))).hasSizeLessThanOrEqualTo(1);
    assertThat(scan(text.toString()).problem()).isNull();
  }

  @Test
  void aPolicyFullOfAliasesIsCutShort() {
    StringBuilder text =
        new StringBuilder("apiVersion: image.toolkit.fluxcd.io/v1\nkind: ImagePolicy\n");
    text.append("metadata: {name: a}\nspec:\n  a0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      text.append("  a" + i + ": &a" + i + " [*a" + (i - 1) + ",*a" + (i - 1) + "]\n");
    }

    assertThat(scan(text.toString()).links()).hasSize(1);
  }
}
