package dev.tagboat.bot.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.bot.config.BotConfig;
import dev.tagboat.bot.scan.Scanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AffectedTest {
  private static final Outcome OUTCOME =
      new Outcome(List.of(), null, List.of(), List.of(), List.of(), List.of());

  private static final String VALUES = "image: {repository: ghcr.io/acme/a, tag: '1.0'}\n";

  private static final String POLICY =
      """
      apiVersion: image.toolkit.fluxcd.io/v1beta2
      kind: ImagePolicy
      metadata: {name: app}
      spec: {imageRepositoryRef: {name: app}, policy: {semver: {range: '1.0'}}}
      """;

  private static final String BASE =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: a, image: 'nginx:1.0'}]}
      """;

  @TempDir private Path dir;

  private final Map<String, String> files = new TreeMap<>();

  @BeforeEach
  void fill() {
    for (int i = 0; i < 20; i++) {
      files.put("chart" + i + "/values.yaml", VALUES);
    }
    files.put("base/pod.yaml", BASE);
    files.put("base/kustomization.yaml", "resources: [pod.yaml]\n");
    files.put("over/kustomization.yaml", "resources: [../base]\nimages: [{name: nginx}]\n");
    files.put("flux/policy.yaml", POLICY);
  }

  private List<ScanRun.Answer> answers(ScanMemory memory) {
    Scanner scanner = new Scanner(BotConfig.DEFAULTS.scan());
    List<ScanRun.Answer> answers = new ArrayList<>();
    files.forEach(
        (path, text) -> {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          Known before = memory.find(path);
          String id = ScanMemory.blobId(bytes);
          boolean same = before != null && before.blobId().equals(id);
          Known known =
              same
                  ? before
                  : Known.of(new FileState(1, 1, 1, 1), id, path, scanner.scan(path, bytes));
          answers.add(
              new ScanRun.Answer(
                  path, known, null, same ? ScanRun.Change.NONE : ScanRun.Change.SCANNED));
        });
    return answers;
  }

  /** What is affected by what happened to the files since; empty for all of them. */
  private Optional<Affected> after(Runnable change) throws IOException {
    Path file = dir.resolve("memory");
    ScanMemory.Basis basis = new ScanMemory.Basis("settings", List.of());
    List<ScanRun.Answer> first = answers(ScanMemory.empty());
    first.forEach(
        answer -> {
          Known known = answer.known();
          if (known != null) {
            known.become(OUTCOME);
          }
        });
    ScanRun.keep(file, "key", Instant.EPOCH, basis, first);
    change.run();
    ScanMemory memory = ScanMemory.read(file, "key");
    return Affected.of(memory, answers(memory));
  }

  private Optional<Set<String>> filesAfter(Runnable change) throws IOException {
    return after(change).map(Affected::files);
  }

  @Test
  void nothingChangedOrNothingThatCounts() throws IOException {
    assertThat(filesAfter(() -> {})).contains(Set.of());
    assertThat(filesAfter(() -> files.put("chart1/values.yaml", VALUES + "# so\n")))
        .contains(Set.of());
    assertThat(filesAfter(() -> files.put("flux/policy.yaml", POLICY + "# so\n")))
        .contains(Set.of());
  }

  @Test
  void aFileThatStandsAloneConcernsNoOther() throws IOException {
    assertThat(filesAfter(() -> files.put("chart1/values.yaml", VALUES.replace("1.0", "1.1"))))
        .contains(Set.of("chart1/values.yaml"));
  }

  @Test
  void whateverKustomizationsBringTogetherIsLookedAtTogether() throws IOException {
    Set<String> all = Set.of("base/pod.yaml", "base/kustomization.yaml", "over/kustomization.yaml");

    assertThat(filesAfter(() -> files.put("base/pod.yaml", BASE.replace("1.0", "1.1"))))
        .contains(all);
    assertThat(filesAfter(() -> files.remove("base/pod.yaml")))
        .contains(Set.of("base/kustomization.yaml", "over/kustomization.yaml"));
  }

  @Test
  void valuesBelongToThoseOfTheChartsThatTheyAreFor() throws IOException {
    files.put("shop/values-eu.yaml", "web: {image: {tag: '1.0'}}\nx: {db: {image: {tag: '1'}}}\n");
    files.put("shop/charts/web/values.yaml", VALUES);
    files.put("shop/Chart.yaml", "dependencies: [{name: x, repository: 'file://../x'}]\n");
    files.put("x/charts/db/values.yaml", VALUES);

    assertThat(filesAfter(() -> files.put("shop/values-eu.yaml", "web: {image: {tag: '2'}}\n")))
        .contains(
            Set.of(
                "shop/values-eu.yaml",
                "shop/Chart.yaml",
                "shop/charts/web/values.yaml",
                "x/charts/db/values.yaml"));
  }

  @Test
  void whatHoldsEverywhereIsKnownToThoseThatAreLookedAt() throws IOException {
    Affected affected =
        after(() -> files.put("chart1/values.yaml", VALUES.replace("1.0", "1.1"))).orElseThrow();

    assertThat(affected.scans()).containsOnlyKeys("chart1/values.yaml", "flux/policy.yaml");
  }

  @Test
  void aPolicyMayConcernEveryFile() throws IOException {
    assertThat(filesAfter(() -> files.put("flux/policy.yaml", POLICY.replace("1.0", "1.1"))))
        .isEmpty();
    files.put("flux/policy.yaml", POLICY);
    assertThat(filesAfter(() -> files.remove("flux/policy.yaml"))).isEmpty();
    assertThat(filesAfter(() -> files.put("new.yaml", POLICY))).isEmpty();
  }
}
