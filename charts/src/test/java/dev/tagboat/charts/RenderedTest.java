package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.LintResult;
import dev.tagboat.applier.desired.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What comes out of the charts, set of values by set of values, compared with files of this module.
 * After a change that was meant, {@code -Dtagboat.golden=write} writes them anew.
 */
final class RenderedTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  static Stream<Chart> charts() {
    return Chart.all();
  }

  static Stream<Chart.Case> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("charts")
  void lintFindsNothingToSay(Chart chart) {
    LintResult result = chart.lint();

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void looksAsItShould(Chart.Case one) throws IOException {
    String rendered = one.rendered();
    Path golden = GOLDEN.resolve(one + ".yaml");
    if ("write".equals(System.getProperty("tagboat.golden"))) {
      Files.createDirectories(golden.getParent());
      Files.writeString(golden, rendered);
    }

    assertThat(rendered).isEqualTo(Files.readString(golden));
  }

  @Test
  void noFileIsLeftOver() throws IOException {
    try (Stream<Path> files = Files.walk(GOLDEN)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> GOLDEN.relativize(file).toString().replace(".yaml", "")))
          .containsExactlyInAnyOrderElementsOf(cases().map(Chart.Case::toString).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyObjectIsLabelledAndPlaced(Chart.Case one) {
    for (Manifest manifest : one.manifests()) {
      assertThat(manifest.mark("app.kubernetes.io/instance")).contains(Chart.RELEASE);
      assertThat(manifest.mark("app.kubernetes.io/name")).contains(one.chart().name());
      assertThat(manifest.id().namespace().isEmpty())
          .as("%s", manifest.id())
          .isEqualTo(manifest.id().kind().startsWith("Cluster"));
    }
  }

  /** The rules of the Pod Security Standards' level "restricted", and what we ask beyond them. */
  @ParameterizedTest
  @MethodSource("cases")
  void thePodIsRestricted(Chart.Case one) {
    JsonNode pod = Chart.only(one.manifests(), "Deployment").path("spec", "template", "spec");

    assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
    assertThat(pod.path("securityContext").path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    for (String key : List.of("hostNetwork", "hostPID", "hostIPC")) {
      assertThat(pod.has(key)).isFalse();
    }
    for (JsonNode volume : pod.path("volumes")) {
      List<String> kinds = new ArrayList<>();
      volume.fieldNames().forEachRemaining(kinds::add);
      kinds.remove("name");
      assertThat(kinds)
          .hasSize(1)
          .isSubsetOf(
              List.of("configMap", "emptyDir", "projected", "secret", "persistentVolumeClaim"));
      if (volume.has("emptyDir")) {
        assertThat(volume.at("/emptyDir/sizeLimit").asText()).isNotEmpty();
      }
    }
    containers(pod).forEach(RenderedTest::containerIsRestricted);
  }

  private static Stream<JsonNode> containers(JsonNode pod) {
    List<JsonNode> all = new ArrayList<>();
    pod.path("initContainers").forEach(all::add);
    pod.path("containers").forEach(all::add);
    return all.stream();
  }

  private static void containerIsRestricted(JsonNode container) {
    JsonNode security = container.path("securityContext");
    assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
    assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(security.at("/capabilities").has("add")).isFalse();
    assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    for (JsonNode port : container.path("ports")) {
      assertThat(port.has("hostPort")).isFalse();
    }
  }

  /** The token for the API server is where the applier looks for it, and nowhere else. */
  @Test
  void onlyTheAppliersContainerHasATokenForTheApiServer() {
    JsonNode pod =
        Chart.only(new Chart.Case(Chart.APPLIER, "everything").manifests(), "Deployment")
            .path("spec", "template", "spec");

    assertThat(containers(pod).filter(c -> mounts(c).contains("api-access")))
        .extracting(container -> container.path("name").asText())
        .containsExactly("applier");
    assertThat(containers(pod).filter(c -> mounts(c).contains("report")))
        .extracting(container -> container.path("name").asText())
        .containsExactly("applier");
  }

  private static String mounts(JsonNode container) {
    List<String> names = new ArrayList<>();
    container.path("volumeMounts").forEach(mount -> names.add(mount.path("name").asText()));
    return names.stream().collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyVolumeIsUsedAndEveryMountHasOne(Chart.Case one) {
    JsonNode pod = Chart.only(one.manifests(), "Deployment").path("spec", "template", "spec");
    List<String> volumes = new ArrayList<>();
    pod.path("volumes").forEach(volume -> volumes.add(volume.path("name").asText()));
    List<String> mounted =
        containers(pod)
            .flatMap(container -> Stream.of(mounts(container).split(" ", -1)))
            .distinct()
            .toList();

    assertThat(volumes).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(mounted);
  }

  @Test
  void theServerHasNoRightAndNoToken() {
    assertThat(
            Chart.cases()
                .filter(one -> one.chart().equals(Chart.SERVER))
                .flatMap(one -> one.manifests().stream()))
        .noneMatch(manifest -> manifest.id().group().equals("rbac.authorization.k8s.io"))
        .noneMatch(manifest -> manifest.body().toString().contains("serviceAccountToken\":{"));
  }
}
