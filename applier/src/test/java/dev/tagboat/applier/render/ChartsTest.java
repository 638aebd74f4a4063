package dev.tagboat.applier.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Charts by a stand-in for the helm program, which tells what it was given. */
final class ChartsTest {
  private static final String WEB =
      """
      apiVersion: tagboat.dev/v1
      kind: Chart
      metadata: { name: web, namespace: shop }
      spec: { path: ../charts/web }
      """;

  private static final String TELL =
      """
      echo 'apiVersion: v1'
      echo 'kind: ConfigMap'
      echo 'metadata: { name: told }'
      echo 'data:'
      i=0
      for a in "$@"; do echo "  a$i: '$a'"; i=$((i + 1)); done
      """;

  @TempDir private Path folder;

  private Renderer renderer(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("helm"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Renderer(
        new RenderConfig(Optional.empty(), Optional.of(program), Duration.ofSeconds(20)));
  }

  private Desired desired(String script, String... pathsAndTexts) throws IOException {
    return renderer(script).desired(MemoryRevision.of("prod", pathsAndTexts));
  }

  private static String told(Desired desired, String key) {
    return desired.manifests().get(0).path("data", key).asText();
  }

  @Test
  void putsWhatAChartRendersToInThePlaceOfItsManifest() throws IOException {
    Desired desired = desired(TELL, "prod/web.yaml", WEB, "charts/web/Chart.yaml", "name: web");

    assertThat(desired.problems()).isEmpty();
    assertThat(desired.manifests())
        .extracting(m -> m.id().toString(), Manifest::home)
        .containsExactly(tuple("ConfigMap/told", "shop"));
    assertThat(desired.manifests().get(0).origin())
        .isEqualTo(new Origin("prod/web.yaml", Optional.of(1)));
    assertThat(told(desired, "a0")).isEqualTo("template");
    assertThat(told(desired, "a1")).isEqualTo("web");
    assertThat(told(desired, "a2")).endsWith("/repo/charts/web");
    assertThat(told(desired, "a3") + " " + told(desired, "a4")).isEqualTo("--namespace shop");
    assertThat(told(desired, "a5")).isEqualTo("--include-crds");
    assertThat(told(desired, "a6")).isEqualTo("--values");
    assertThat(desired.manifests().get(0).path("data").size()).isEqualTo(8);
  }

  @Test
  void refusesValuesThatAreEncrypted() {
    assertThatThrownBy(
            () ->
                desired(
                    TELL,
                    "prod/web.yaml",
                    WEB.replace("web }\n", "web, valuesFiles: [v.yaml] }\n"),
                    "charts/web/Chart.yaml",
                    "name: web",
                    "prod/v.yaml",
                    "a: ENC[AES256_GCM,data:x,type:str]\nsops: { mac: x }\n"))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: prod/v.yaml is encrypted by SOPS");
  }

  // Helm would render the rest, and what is missing would be deleted.
  @Test
  void refusesAChartOfWhichAFileCouldNotBeRead() throws IOException {
    MemoryRevision whole =
        MemoryRevision.of("prod", "prod/web.yaml", WEB, "charts/web/Chart.yaml", "name: web");

    assertThat(renderer(TELL).desired(whole.without("docs/picture.png")).problems()).isEmpty();
    assertThatThrownBy(
            () -> renderer(TELL).desired(whole.without("charts/web/templates/common.yaml")))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: charts/web/templates/common.yaml of the chart");
  }

  @Test
  void handsOnValuesAndVersions() throws IOException {
    Desired desired =
        desired(
            TELL,
            "prod/apps/web.yaml",
            """
            apiVersion: tagboat.dev/v1
            kind: Chart
            metadata: { name: web, namespace: shop }
            spec:
              path: chart
              valuesFiles: [values.yaml, ../../common.yaml]
              values: { image: { tag: 1.2.3 } }
              includeCRDs: false
              kubeVersion: 1.30.0
              apiVersions: [policy/v1, monitoring.coreos.com/v1]
            """,
            "prod/apps/chart/Chart.yaml",
            "name: web",
            "prod/apps/chart/templates/x.yaml",
            "{{ not yaml }}",
            "prod/apps/values.yaml",
            "no: manifest",
            "common.yaml",
            "a: 1");

    assertThat(told(desired, "a6")).endsWith("/repo/prod/apps/values.yaml");
    assertThat(told(desired, "a8")).endsWith("/repo/common.yaml");
    assertThat(told(desired, "a10")).endsWith("/values.json");
    assertThat(told(desired, "a11") + told(desired, "a12")).isEqualTo("--kube-version1.30.0");
    assertThat(told(desired, "a14")).isEqualTo("policy/v1");
    assertThat(told(desired, "a16")).isEqualTo("monitoring.coreos.com/v1");
  }

  @Test
  void theProgramSeesNoCredentialsAndNoOtherPrograms() throws IOException {
    String script =
        TELL
            + "git version 2>/dev/null && exit 1\n"
            + "test -z \"$KUBECONFIG$KUBERNETES_SERVICE_HOST$PATH\" || exit 1\n";

    Desired desired = desired(script, "prod/web.yaml", WEB, "charts/web/Chart.yaml", "name: web");

    assertThat(desired.manifests()).hasSize(1);
  }

  @Test
  void leavesTestsOutAndAsksAboutOtherHooks() throws IOException {
    String hooks =
        """
        echo 'apiVersion: v1'
        echo 'kind: ConfigMap'
        echo 'metadata: { name: a }'
        echo '---'
        echo 'apiVersion: v1'
        echo 'kind: Pod'
        echo 'metadata: { name: try, annotations: { helm.sh/hook: "test, test-success" } }'
        echo '---'
        echo 'apiVersion: batch/v1'
        echo 'kind: Job'
        echo 'metadata: { name: migrate, annotations: { helm.sh/hook: "pre-upgrade,test" } }'
        """;

    assertThatThrownBy(
            () -> desired(hooks, "prod/web.yaml", WEB, "charts/web/Chart.yaml", "name: web"))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: batch/Job/migrate of the chart is a hook");
    assertThat(hooked(hooks, "skip")).isEqualTo("[ConfigMap/a]");
    assertThat(hooked(hooks, "apply")).isEqualTo("[ConfigMap/a, batch/Job/migrate]");
  }

  private String hooked(String script, String choice) throws IOException {
    String request = WEB.replace("charts/web", "charts/web, hooks: " + choice);
    return desired(script, "prod/web.yaml", request, "charts/web/Chart.yaml", "name: web")
        .manifests()
        .stream()
        .map(Manifest::id)
        .toList()
        .toString();
  }

  @Test
  void findsTheSameObjectOfTwoFilesLater() throws IOException {
    Desired desired =
        desired(
            TELL,
            "prod/web.yaml",
            WEB + "---\n" + WEB.replace("name: web", "name: other").replace("shop", "elsewhere"),
            "charts/web/Chart.yaml",
            "name: web");

    assertThat(desired.manifests()).extracting(Manifest::home).containsExactly("shop", "elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path: https://charts.example.org/web",
        "path: oci://registry.example.org/web",
        "path: ../../../etc",
        "path: /charts/web",
        "path: ../charts/none",
        "chart: web, repository: https://charts.example.org",
        "path: ../charts/web, repository: https://charts.example.org",
        "path: ../charts/web, valuesFiles: [https://example.org/values.yaml]",
        "path: ../charts/web, valuesFiles: [../../../etc/passwd]",
        "path: ../charts/web, valuesFiles: values.yaml",
        "path: ../charts/web, values: text",
        "path: ../charts/web, kubeVersion: --post-renderer",
        "path: ../charts/web, apiVersions: ['--kubeconfig=/x']",
        "path: ../charts/web, hooks: maybe",
        "path: ../charts/web, includeCRDs: 'yes'",
        "path: 5",
        "hooks: skip"
      })
  void refusesWhatIsNotInTheRepoAndWhatItDoesNotKnow(String spec) throws IOException {
    Renderer renderer = renderer("echo must not run >&2; exit 1");
    String request = WEB.replace("path: ../charts/web", spec);

    assertThatThrownBy(
            () ->
                renderer.desired(
                    MemoryRevision.of(
                        "prod", "prod/web.yaml", request, "charts/web/Chart.yaml", "name: web")))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: ")
        .hasMessageNotContaining("must not run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: --set, namespace: shop",
        "name: web",
        "name: web, namespace: shop.x/y",
        "name: WEB, namespace: shop"
      })
  void refusesNamesThatAreNone(String metadata) throws IOException {
    String request = WEB.replace("name: web, namespace: shop", metadata);

    assertThat(refusalOf(request)).startsWith("prod/web.yaml:1:1: metadata.name");
  }

  private String refusalOf(String request) throws IOException {
    try {
      Desired desired =
          desired("exit 1", "prod/web.yaml", request, "charts/web/Chart.yaml", "name: web");
      return desired.problems().get(0);
    } catch (UserFault e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Helm would fetch the first three, and read the fourth from the disk. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"https://example.org/x.json\"}",
        "{\"$schema\": \"https://example.org/schema\"}",
        "{\"allOf\": [{\"properties\": {\"a\": {\"$dynamicRef\": \"//example.org\"}}}]}",
        "{\"$ref\": \"file:///var/run/secrets/kubernetes.io/serviceaccount/token\"}",
        "{\"$ref\": \"#/a\", \"$ref\": \"other.json\"}",
        "no json"
      })
  void refusesSchemasThatLeadElsewhere(String schema) {
    assertThatThrownBy(
            () ->
                desired(
                    "echo must not run >&2; exit 1",
                    "prod/web.yaml",
                    WEB,
                    "charts/web/Chart.yaml",
                    "name: web",
                    "charts/web/charts/sub/values.schema.json",
                    schema))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("charts/web/charts/sub/values.schema.json");
  }

  @Test
  void takesSchemasThatStandForThemselves() throws IOException {
    Desired desired =
        desired(
            TELL,
            "prod/web.yaml",
            WEB,
            "charts/web/Chart.yaml",
            "name: web",
            "charts/web/values.schema.json",
            "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$ref\": \"#/x\"}",
            "charts/other/values.schema.json",
            "{\"$ref\": \"https://example.org\"}");

    assertThat(told(desired, "a6")).isEqualTo("--values");
  }

  @Test
  void schemasOfPackedDependenciesAreNotUsed() throws IOException {
    Desired desired =
        desired(
            TELL,
            "prod/web.yaml",
            WEB,
            "charts/web/Chart.yaml",
            "name: web",
            "charts/web/charts/redis-1.0.0.tgz",
            "packed");

    assertThat(told(desired, "a6")).isEqualTo("--skip-schema-validation");
  }

  @Test
  void tellsWhatTheProgramSaid() {
    assertThatThrownBy(
            () ->
                desired(
                    "echo 'found in Chart.yaml, but missing in charts/ directory: hunter2' >&2;"
                        + " exit 1",
                    "prod/web.yaml",
                    WEB,
                    "charts/web/Chart.yaml",
                    "name: web"))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: ")
        .hasMessageEndingWith(
            "failed: found in Chart.yaml, but missing in charts/ directory. All of it is shown by"
                + " this, in a checkout of the repo: helm template web charts/web --namespace"
                + " shop");
  }

  @Test
  void saysWhatToDoWithAChartThatNothingAsksFor() {
    Renderer renderer = new Renderer(RenderConfig.none());

    assertThatThrownBy(
            () ->
                renderer.desired(
                    MemoryRevision.of(
                        "prod",
                        "prod/web/Chart.yaml",
                        "name: x",
                        "prod/web/templates/a.yaml",
                        "{{ x }}")))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web/Chart.yaml: nothing says how to render")
        .hasMessageContaining("helm template");
  }

  @Test
  void saysThatTheProgramIsMissing() {
    Renderer renderer = new Renderer(RenderConfig.none());

    assertThatThrownBy(
            () ->
                renderer.desired(
                    MemoryRevision.of(
                        "prod", "prod/web.yaml", WEB, "charts/web/Chart.yaml", "name: web")))
        .hasMessageContaining("render.helm");
  }

  @Test
  void aManifestMayHaveTheNameOfAChartsFile() throws IOException {
    Desired desired =
        desired(
            TELL, "prod/web/Chart.yaml", WEB.replace("..", "../.."), "charts/web/Chart.yaml", "");

    assertThat(told(desired, "a1")).isEqualTo("web");
  }

  @Test
  void aFileThatCannotBeReadIsToldFirst() throws IOException {
    Desired desired =
        desired("exit 1", "prod/web.yaml", "a: [", "prod/web/Chart.yaml", "name: web");

    assertThat(desired.problems()).hasSize(1);
  }
}
