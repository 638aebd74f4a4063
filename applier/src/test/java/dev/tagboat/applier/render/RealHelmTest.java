package dev.tagboat.applier.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tagboat.applier.NeedsProgram;
import dev.tagboat.applier.Programs;
import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.fault.UserFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only the helm program itself can show. */
@NeedsProgram("helm")
final class RealHelmTest {
  private static final Optional<Path> HELM = Programs.find("helm");

  private static final String REQUEST =
      """
      apiVersion: tagboat.dev/v1
      kind: Chart
      metadata: { name: web, namespace: shop }
      spec:
        path: ../charts/web
        valuesFiles: [values.yaml]
        values: { greeting: hello }
        kubeVersion: 1.29.0
        apiVersions: [example.org/v1/Widget]
      """;
  private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
  private static final String TEMPLATE =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: {{ .Release.Name }}, labels: { version: {{ .Capabilities.KubeVersion.Version | quote }} } }
      data:
        greeting: {{ .Values.greeting }}
        from: {{ .Values.from }}
        namespace: {{ .Release.Namespace }}
        secret: {{ lookup "v1" "Secret" "kube-system" "x" | toJson | quote }}
        host: {{ getHostByName "localhost" | quote }}
        has: {{ .Capabilities.APIVersions.Has "example.org/v1/Widget" | quote }}
        outside: {{ .Files.Get "../../prod/values.yaml" | quote }}
        absolute: {{ .Files.Get "/etc/hostname" | quote }}
      """;

  private static Desired desired(String... pathsAndTexts) {
    return new Renderer(new RenderConfig(Optional.empty(), HELM, Duration.ofSeconds(60)))
        .desired(MemoryRevision.of("prod", pathsAndTexts));
  }

  @Test
  void rendersAChartThatCanReachNothingElse() {
    Desired desired =
        desired(
            "prod/web.yaml",
            REQUEST,
            "prod/values.yaml",
            "{ from: file, greeting: overruled }",
            "charts/web/Chart.yaml",
            CHART,
            "charts/web/values.yaml",
            "from: chart",
            "charts/web/crds/widget.yaml",
            widget(),
            "charts/web/.helmignore",
            "templates/ignored.yaml",
            "charts/web/templates/ignored.yaml",
            "{{ fail \"must be ignored\" }}",
            "charts/web/templates/a.yaml",
            TEMPLATE);

    assertThat(desired.problems()).isEmpty();
    assertThat(desired.manifests())
        .extracting(m -> m.id().toString())
        .containsExactly(
            "apiextensions.k8s.io/CustomResourceDefinition/widgets.example.org", "ConfigMap/web");
    Manifest map = desired.manifests().get(1);
    assertThat(map.path("metadata", "labels", "version").asText()).isEqualTo("v1.29.0");
    assertThat(map.path("data").toString())
        .isEqualTo(
            "{\"absolute\":\"\",\"from\":\"file\",\"greeting\":\"hello\",\"has\":\"true\",\"host\":\"\","
                + "\"namespace\":\"shop\",\"outside\":\"\",\"secret\":\"{}\"}");
  }

  private static String widget() {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: { name: widgets.example.org }
    """;
  }

  @Test
  void fetchesNoDependency() {
    String dependency =
        CHART
            + "dependencies: [{ name: redis, version: 1.0.0, repository:"
            + " 'https://charts.example.org' }]\n";

    assertThatThrownBy(
            () ->
                desired(
                    "prod/web.yaml", REQUEST,
                    "prod/values.yaml", "{}",
                    "charts/web/Chart.yaml", dependency))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/web.yaml:1:1: ")
        .hasMessageContaining("missing in charts/ directory: redis. All of it");
  }

  @Test
  void takesADependencyThatTheRepoHas() {
    Desired desired =
        desired(
            "prod/web.yaml",
            REQUEST.replace("valuesFiles: [values.yaml]", "includeCRDs: false"),
            "charts/web/Chart.yaml",
            CHART + "dependencies: [{ name: sub, version: 1.0.0, repository: 'file://../x' }]\n",
            "charts/web/charts/sub/Chart.yaml",
            CHART.replace("web", "sub"),
            "charts/web/charts/sub/templates/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: sub }\n");

    assertThat(desired.manifests())
        .extracting(m -> m.id().toString())
        .containsExactly("ConfigMap/sub");
  }

  @Test
  void valuesThatTheChartsSchemaRefusesAreAnError() {
    assertThatThrownBy(
            () ->
                desired(
                    "prod/web.yaml",
                    REQUEST.replace("valuesFiles: [values.yaml]", "hooks: skip"),
                    "charts/web/Chart.yaml",
                    CHART,
                    "charts/web/values.schema.json",
                    "{\"properties\":{\"greeting\":{\"type\":\"integer\"}}}",
                    "charts/web/templates/a.yaml",
                    TEMPLATE))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("at '/greeting': got string, want integer");
  }
}
