package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whose drift is written back, and whose only told, on a real API server. */
@NeedsApiServer
final class DriftModesTest extends EndToEndBase {
  private static final String EDIT = "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"x\"}]";

  private String marked(String name, String mode) {
    return configMap(name, "{ k: v }")
        .replace("metadata: {", "metadata: { annotations: { tagboat.dev/drift: " + mode + " },");
  }

  private void edit(String... names) throws IOException {
    for (String name : names) {
      patchAs("kubectl-edit", name, EDIT);
    }
  }

  @Test
  void pathsHaveModesOfTheirOwn() throws IOException {
    configure(
        """
        drift:
          modes:
            - { path: "prod/legacy/keep.yaml", mode: heal }
            - { path: "prod/legacy/**", mode: alert }
            - { kind: ConfigMap, name: "tuned-*", mode: alert }
        """);
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put("prod/tuned.yaml", configMap("tuned-a", "{ k: v }"))
        .put("prod/legacy/keep.yaml", configMap("keep", "{ k: v }"))
        .put("prod/legacy/more/old.yaml", configMap("old", "{ k: v }"))
        .commit();
    run("once");
    edit("a", "tuned-a", "keep", "old");

    Ran ran = run("once");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out().path("drift")).hasSize(4);
    assertThat(value("a", "k")).isEqualTo("v");
    assertThat(value("keep", "k")).isEqualTo("v");
    assertThat(value("tuned-a", "k")).isEqualTo("x");
    assertThat(value("old", "k")).isEqualTo("x");
  }

  @Test
  void theAnnotationInTheRepoWinsOverTheRules() throws IOException {
    configure("drift: { mode: heal, modes: [{ name: healed, mode: alert }] }\n");
    repo.put("prod/told.yaml", marked("told", "alert"))
        .put("prod/healed.yaml", marked("healed", "heal"))
        .commit();
    run("once");
    edit("told", "healed");

    Ran ran = run("once");

    assertThat(ran.actions())
        .contains(
            "skipped ConfigMap/" + namespace + "/told",
            "configured ConfigMap/" + namespace + "/healed");
    assertThat(value("told", "k")).isEqualTo("x");
    assertThat(value("healed", "k")).isEqualTo("v");
    assertThat(ran.out().toString()).contains("its drift mode is alert");
  }

  @Test
  void whatIsOnlyToldIsWrittenWhenTheRepoChangesIt() throws IOException {
    repo.put("prod/a.yaml", marked("a", "alert")).commit();
    run("once");
    edit("a");
    run("once");
    repo.put("prod/a.yaml", marked("a", "alert").replace("k: v", "k: w")).commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("w");
  }

  @Test
  void theAnnotationInTheClusterDoesNotCount() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    edit("a");
    patchAs(
        "kubectl-annotate",
        "a",
        "[{\"op\":\"add\",\"path\":\"/metadata/annotations\","
            + "\"value\":{\"tagboat.dev/drift\":\"alert\"}}]");

    run("once");

    assertThat(value("a", "k")).isEqualTo("v");
  }

  @Test
  void aWordThatIsNoModeStopsTheRevision() throws IOException {
    repo.put("prod/a.yaml", marked("a", "halt")).commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("prod/a.yaml:1:1", "tagboat.dev/drift", "heal or alert");
    assertThat(find("a")).isEmpty();
  }
}
