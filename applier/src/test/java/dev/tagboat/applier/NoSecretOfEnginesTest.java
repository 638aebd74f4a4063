package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nor is a value that helm or kustomize quote when they fail. */
@NeedsApiServer
@NeedsProgram({"helm", "kubectl"})
final class NoSecretOfEnginesTest extends NoSecretBase {
  private static final String CHART =
      """
      apiVersion: tagboat.dev/v1
      kind: Chart
      metadata: { name: web, namespace: shop }
      spec: { path: ../charts/web, values: { password: hunter2-first } }
      """;

  @BeforeEach
  void engines() throws IOException {
    Path kustomize =
        Files.writeString(
            folder.resolve("kustomize"),
            "#!/bin/sh\nshift\nexec '"
                + Programs.find("kubectl").orElseThrow()
                + "' kustomize \"$@\"\n");
    Files.setPosixFilePermissions(kustomize, PosixFilePermissions.fromString("rwx------"));
    configure(
        "render: { kustomize: "
            + kustomize
            + ", helm: "
            + Programs.find("helm").orElseThrow()
            + " }\n");
  }

  @Test
  void ofHelm() throws IOException {
    repo.put("prod/web.yaml", CHART)
        .put("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        .put("charts/web/templates/a.yaml", "{{ fail .Values.password }}")
        .commit();
    all("diff");
    all("once");
    repo.put("charts/web/templates/a.yaml", "a: {{ .Values.password }}: b: c").commit();
    all("once");

    assertThat(said)
        .contains("execution error at: web/templates/a.yaml:1:3", "mapping values are not allowed");
    assertThatNothingShows("hunter2-first");
  }

  @Test
  void ofKustomize() throws IOException {
    repo.put(
            "prod/app/kustomization.yaml",
            "secretGenerator: [{name: s, literals: ['password hunter2-first']}]\n")
        .commit();
    all("diff");
    all("once");

    assertThat(said).contains("invalid literal source: expected key=value");
    assertThatNothingShows("hunter2-first");
  }
}
