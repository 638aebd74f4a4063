package dev.tagboat.applier.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.fault.UserFault;
import dev.tagboat.applier.source.Revision;
import dev.tagboat.applier.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RendererTest {
  @TempDir private Path folder;

  private static Revision revision(String... pathsAndTexts) {
    return MemoryRevision.of("prod", pathsAndTexts);
  }

  private Renderer renderer(String script, Duration timeout) throws IOException {
    Path program = Files.writeString(folder.resolve("kustomize"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Renderer(new RenderConfig(Optional.of(program), Optional.empty(), timeout));
  }

  private static String text(SourceFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void takesPlainFilesAsTheyAre() {
    Revision plain = revision("prod/a.yaml", "a", "prod/sub/b.yaml", "b", "base/c.yaml", "c");

    assertThat(new Renderer(RenderConfig.none()).render(plain)).isEqualTo(plain.files());
  }

  @Test
  void rendersFoldersWithAKustomizationOnceEach() throws IOException {
    Revision revision =
        revision(
            "prod/plain.yaml", "plain",
            "prod/app/kustomization.yaml", "resources: [../../base, inner]",
            "prod/app/inner/kustomization.yaml", "resources: [x.yaml]",
            "prod/app/inner/x.yaml", "x",
            "base/kustomization.yaml", "resources: [b.yaml]",
            "base/b.yaml", "b");

    List<SourceFile> files =
        renderer(
                "echo \"$4\"; cd \"$4\"; read line < ../../base/b.yaml; echo $line",
                Duration.ofSeconds(20))
            .render(revision);

    assertThat(files)
        .extracting(SourceFile::path)
        .containsExactly("prod/plain.yaml", "prod/app/rendered.yaml");
    assertThat(text(files.get(1))).contains("/repo/prod/app");
  }

  @Test
  void ofWhatAKustomizationMakesOnlyItsFolderIsKnown() throws IOException {
    String map = "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: shop}}";
    Revision revision =
        revision(
            "prod/app/kustomization.yaml",
            "resources: []",
            "prod/plain.yaml",
            "# first\n" + map.formatted("plain"));

    Desired desired =
        renderer("echo '" + map.formatted("made") + "'", Duration.ofSeconds(20)).desired(revision);

    assertThat(desired.manifests())
        .extracting(one -> one.id().name(), Manifest::origin)
        .containsExactlyInAnyOrder(
            tuple("plain", new Origin("prod/plain.yaml", Optional.of(2))),
            tuple("made", new Origin("prod/app", Optional.empty())));
  }

  @Test
  void theProgramSeesNoCredentialsAndNoOtherPrograms() throws IOException {
    Revision revision = revision("prod/kustomization.yaml", "resources: []");

    List<SourceFile> files =
        renderer("export -p; git version || echo none", Duration.ofSeconds(20)).render(revision);

    assertThat(text(files.get(0))).contains("none").doesNotContain("KUBE", "USER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resources: ['https://example.org/x.yaml']",
        "resources: ['git@example.org:x.git']",
        "resources: ['github.com/acme/base?ref=main']",
        "resources: ['../../outside']",
        "bases: ['/etc']",
        "patches: [{path: ../../../etc/passwd}]",
        "configMapGenerator: [{name: a, files: ['k=../../secret']}]",
        "secretGenerator: [{name: a, envs: ['/etc/environment']}]",
        "helmCharts: [{name: x, repo: 'https://example.org'}]",
        "components: [missing]",
        "Resources: ['https://example.org/x.yaml']",
        "re\u017Fources: ['https://example.org/x.yaml']",
        "resources: [\"https://example.org/x.yaml\\n\"]",
        "resources: ['http:/example.org/x.yaml']",
        "patches: ['https://example.org/x.yaml']",
        "configMapGenerator: [{name: a, FILES: ['k=https://example.org/x']}]",
        "ConfigMapGenerator: [{name: a, files: ['k=https://example.org/x']}]",
        "HelmCharts: [{name: x, repo: 'https://example.org'}]",
        "generators: [\"kind: ConfigMapGenerator\\nfiles: ['k=https://example.org/x']\"]",
        "transformers: [\"kind: PatchTransformer\\nPath: HTTP://example.org/x\"]",
        "transformers: [\"replacements: [{path: 'https://example.org/x'}]\\n\"]"
      })
  void refusesWhatIsNotInTheRepo(String kustomization) throws IOException {
    Renderer renderer = renderer("echo must not run >&2; exit 1", Duration.ofSeconds(20));
    Revision revision =
        revision("prod/kustomization.yaml", kustomization, "prod/http:/example.org/x.yaml", "");

    assertThatThrownBy(() -> renderer.render(revision))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("prod/kustomization.yaml: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"generators: [g.yaml]", "transformers: [../g]"})
  void looksIntoTheFilesOfGeneratorsToo(String kustomization) throws IOException {
    Renderer renderer = renderer("echo must not run >&2; exit 1", Duration.ofSeconds(20));
    String generator = "kind: ConfigMapGenerator\nfiles: ['k=https://example.org/x']\n";
    Revision revision =
        revision(
            "prod/kustomization.yaml",
            kustomization,
            "prod/g.yaml",
            "---\n" + generator,
            "g/kustomization.yaml",
            "resources: [inner/g.yaml]",
            "g/inner/g.yaml",
            generator);

    assertThatThrownBy(() -> renderer.render(revision))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("https://example.org/… is not in this repo");
  }

  @Test
  void letsGeneratorsBeThatLoadNothing() throws IOException {
    Revision revision =
        revision(
            "prod/kustomization.yaml",
            """
            generators:
            - |
              kind: ConfigMapGenerator
              literals: ['URL=https://example.org']
            transformers: [t.yaml]
            patches: [{patch: "a: https://example.org"}]
            """,
            "prod/t.yaml",
            """
            kind: AnnotationsTransformer
            annotations: {a: 'https://example.org'}
            fieldSpecs: [{path: metadata/annotations}]
            """);

    assertThat(renderer("echo fine", Duration.ofSeconds(20)).render(revision)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A=ENC[AES256_GCM,data:x,type:str]\nsops_version=3.8.1\n",
        "a: ENC[AES256_GCM,data:x,type:str]\nsops:\n  mac: x\n",
        "{\"data\": \"ENC[AES256_GCM,data:x]\",\n\"sops\": {}}",
        "[a]\nb=ENC[AES256_GCM,data:x]\n[sops]\nmac=x\n",
        "version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 2\n"
      })
  void refusesGeneratorsOfFilesThatAreNotWhatTheyStandFor(String content) throws IOException {
    Revision revision =
        revision(
            "prod/kustomization.yaml",
            "secretGenerator: [{name: a, files: [k=f]}]",
            "prod/f",
            content);

    assertThatThrownBy(() -> renderer("echo", Duration.ofSeconds(20)).render(revision))
        .isInstanceOf(UserFault.class)
        .hasMessageMatching(
            "prod/kustomization.yaml: f is (encrypted by SOPS|a pointer of Git LFS).*");
  }

  @Test
  void looksIntoBasesToo() throws IOException {
    Renderer renderer = renderer("exit 1", Duration.ofSeconds(20));
    Revision revision =
        revision(
            "prod/kustomization.yaml", "resources: [../base]",
            "base/kustomization.yaml", "resources: ['https://example.org/x.yaml']");

    assertThatThrownBy(() -> renderer.render(revision))
        .isInstanceOf(UserFault.class)
        .hasMessageStartingWith("base/kustomization.yaml: https://example.org/x.yaml is not in");
  }

  @Test
  void theProgramFindsNoWayToTheNetwork() throws IOException {
    List<SourceFile> files =
        renderer("echo $HTTP_PROXY $HTTPS_PROXY", Duration.ofSeconds(20))
            .render(revision("prod/kustomization.yaml", "{}"));

    assertThat(text(files.get(0))).isEqualTo("http://127.0.0.1:9 http://127.0.0.1:9\n");
  }

  @Test
  void tellsWhatTheProgramSaid() throws IOException {
    Renderer renderer =
        renderer("echo hunter2: test failed, hunter2 >&2; exit 1", Duration.ofSeconds(20));

    assertThatThrownBy(() -> renderer.render(revision("prod/kustomization.yaml", "{}")))
        .isInstanceOf(UserFault.class)
        .hasMessageEndingWith(
            "failed: test failed. All of it is shown by this, in a checkout of the repo: kustomize"
                + " build prod");
  }

  @Test
  void endsAProgramThatDoesNotEnd() throws IOException {
    Renderer renderer = renderer("while :; do :; done", Duration.ofMillis(300));

    assertThatThrownBy(() -> renderer.render(revision("prod/kustomization.yaml", "{}")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("took longer");
  }

  @Test
  void endsAProgramThatWritesTooMuch() throws IOException {
    Renderer renderer =
        renderer(
            "while :; do echo 0123456789012345678901234567890123456789; done",
            Duration.ofSeconds(60));

    assertThatThrownBy(() -> renderer.render(revision("prod/kustomization.yaml", "{}")))
        .isInstanceOf(UserFault.class)
        .hasMessageContaining("wrote more than");
  }

  @Test
  void saysThatTheProgramIsMissing() {
    Renderer renderer = new Renderer(RenderConfig.none());

    assertThatThrownBy(() -> renderer.render(revision("prod/kustomization.yaml", "{}")))
        .hasMessageContaining("render.kustomize");
  }
}
