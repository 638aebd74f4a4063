package dev.tagboat.applier.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tagboat.applier.NeedsProgram;
import dev.tagboat.applier.Programs;
import dev.tagboat.applier.config.RenderConfig;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.fault.UserFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real helm and kustomize, made to quote a password in their errors in every way that was
 * found: nothing of it is told, and what went wrong is.
 */
@NeedsProgram({"helm", "kubectl"})
final class EngineErrorsTest {
  private static final String CANARY = "c4n4ry-hunter2";
  private static final String CHART = "apiVersion: v2\nname: web\nversion: 1.0.0\n";
  private static final String REQUEST =
      """
      apiVersion: tagboat.dev/v1
      kind: Chart
      metadata: { name: web, namespace: shop }
      spec: { path: ../charts/web, valuesFiles: [values.yaml] }
      """;
  private static final String VALUES =
      """
      password: CANARY
      several: "\\n  x: CANARY\\n y: b"
      expression: "((CANARY"
      db: {}
      list: [1]
      template: '{{ CANARY }}'
      lacking: 'zz CANARY {{ .Values.db.q.y }}'
      place: "web/templates/a.yaml:1:3 at <.Values.CANARY> CANARY/templates/a.yaml:1:3"
      """;
  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: CANARY }\n";

  @TempDir private Path folder;

  private Renderer renderer() throws IOException {
    Path kubectl = Programs.find("kubectl").orElseThrow();
    String script = "#!/bin/sh\nshift\nexec '" + kubectl + "' kustomize \"$@\"\n";
    Path kustomize = Files.writeString(folder.resolve("kustomize"), script);
    Files.setPosixFilePermissions(kustomize, PosixFilePermissions.fromString("rwx------"));
    return new Renderer(
        new RenderConfig(Optional.of(kustomize), Programs.find("helm"), Duration.ofSeconds(60)));
  }

  /** What is told; no message of the whole chain has the password in it. */
  private String told(String... pathsAndTexts) throws IOException {
    String[] real = pathsAndTexts.clone();
    for (int i = 1; i < real.length; i += 2) {
      real[i] = real[i].replace("CANARY", CANARY);
    }
    Renderer renderer = renderer();
    Throwable thrown = catchThrowable(() -> renderer.desired(MemoryRevision.of("prod", real)));
    assertThat(thrown).isInstanceOf(UserFault.class);
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      assertThat(String.valueOf(at.getMessage()))
          .doesNotContain(
              "c4n4ry", "hunter2", Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8)));
    }
    return String.valueOf(thrown.getMessage());
  }

  private String helm(String template, String values, String... more) throws IOException {
    String[] files = {
      "prod/web.yaml",
      REQUEST,
      "prod/values.yaml",
      values,
      "charts/web/Chart.yaml",
      CHART,
      "charts/web/templates/_helpers.tpl",
      "{{ define \"web.bad\" }}{{ fail .Values.password }}{{ end }}",
      "charts/web/templates/a.yaml",
      template
    };
    String[] all = new String[files.length + more.length];
    System.arraycopy(files, 0, all, 0, files.length);
    System.arraycopy(more, 0, all, files.length, more.length);
    return told(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{{ fail (printf \"bad %s\" .Values.password) }}"
            + "=> execution error at: web/templates/a.yaml:1:3: what fail or required says is not",
        "{{ fail .Values.place }}=> a.yaml:1:3: what fail or required says is not shown. All of it",
        "a: {{ required (printf \"x %s\" .Values.password) .Values.none }}"
            + "=> execution error at: web/templates/a.yaml:1:6: what fail",
        "a: {{ include \"web.bad\" . }}=> execution error at: web/templates/a.yaml:1:6: what fail",
        "a: {{ .Values.db.password.x.y }}"
            + "=> web/templates/a.yaml:1:13: at <.Values.db.password.x.y>: nil pointer evaluating. All",
        "a: {{ .Values.password.x }}=> at <.Values.password.x>: can't evaluate field",
        "a: {{ range .Values.password }}x{{ end }}=> range can't iterate over",
        "a: {{ tpl .Values.template . }}=> a.yaml:1:6: error calling tpl: cannot parse template",
        "a: {{ tpl .Values.lacking . }}=> error during tpl function execution: nil pointer",
        "a: {{ include .Values.password . }}=> error calling include: no template",
        "a: {{ mustRegexFind .Values.expression \"x\" }}=> error parsing regexp",
        "a: {{ semverCompare .Values.password \"1.0.0\" }}=> improper constraint",
        "a: {{ mustToDate \"2006\" .Values.password }}=> a.yaml:1:6: cannot parse",
        "a: !!int {{ .Values.password }}=> error converting YAML to JSON: cannot decode !!str",
        "a: {{ .Values.password }}: x: y=> mapping values are not allowed in this context",
        "a: {{ .Values.several }}=> yaml: line 2: did not find expected key",
        "a: \"{{ .Values.password }}=> found unexpected end of stream",
        "a: {{ .Values.password | CANARY }}=> parse error at: web/templates/a.yaml:1",
        "a: {{ \"CANARY\" | nofunc }}=> parse error at: web/templates/a.yaml:1: function: not defined",
        "a: {{ index .Values.list .Values.password }}=> cannot index slice/array with type string",
        "a: {{ get .Values.password \"x\" }}"
            + "=> wrong type for value; expected map[string]interface {}; got string",
        "a: {{ mustFromJson .Values.password }}=> a.yaml:1:6",
        "a: {{ lt .Values.password 3 }}=> incompatible types for comparison",
        "a: {{ call .Values.password }}=> a.yaml:1:6",
      })
  void ofHelm(String template, String expected) throws IOException {
    String told = helm(template, VALUES);

    assertThat(told)
        .startsWith("prod/web.yaml:1:1: ")
        .contains(expected)
        .endsWith("helm template web charts/web --namespace shop --values prod/values.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{\"properties\":{\"password\":{\"type\":\"integer\"}}}"
            + "=> at '/password': got string, want integer",
        "{\"properties\":{\"password\":{\"pattern\":\"^x\"}}}=> at '/password': does not match",
        "{\"properties\":{\"password\":{\"enum\":[\"a\"]}}}=> at '/password': value must be",
        "{\"properties\":{\"password\":{\"maxLength\":3}}}=> at '/password': maxLength. All",
        "{\"additionalProperties\":false}=> additional properties",
        "{\"propertyNames\":{\"maxLength\":2}}=> maxLength",
        "{\"additionalProperties\":{\"type\":\"object\"}}=> got string, want object",
      })
  void ofSchemas(String schema, String expected) throws IOException {
    String told =
        helm("a: b", "password: CANARY\nCANARY: CANARY\n", "charts/web/values.schema.json", schema);

    assertThat(told).contains("values don't meet the specifications of the schema", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "`a: [\n  CANARY\nb: c`=> failed to parse prod/values.yaml: error converting YAML to JSON:"
            + " yaml: line 2: did not find expected ',' or ']'",
        "`password:\n\tCANARY`=> yaml: line 2: found character that cannot start any token",
        "CANARY=> failed to parse prod/values.yaml: error unmarshaling JSON: cannot unmarshal string",
        "a: *CANARY=> unknown anchor",
      })
  void ofValues(String values, String expected) throws IOException {
    assertThat(helm("a: b", values)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "secretGenerator: [{name: s, literals: ['password CANARY']}]"
            + "=> literal sources: invalid literal source: expected key=value",
        "secretGenerator: [{name: s, literals: 'p=CANARY'}]"
            + "=> into Go struct field SecretArgs.secretGenerator.GeneratorArgs.KvPairSources.literals",
        "secretGenerator: CANARY=> cannot unmarshal string: into Go struct field Kustomization.secret",
        "`secretGenerator: [{name: s, typo: x, literals: ['ab=CANARY']}]`=> unknown field \"typo\"",
        "`resources: [s.yaml]\nsecretGenerator: [{name: s, options: {disableNameSuffixHash: true},"
            + " literals: ['a=CANARY']}]`=> behavior must be merge or replace",
        "`resources: [s.yaml]\npatches: [{patch: \"apiVersion: v1\\nkind: Secret\\nmetadata:"
            + " {name: s}\\nstringData: [ CANARY\"}]`=> unable to parse SM or JSON patch",
        "`resources: [s.yaml]\npatches: [{patch: \"apiVersion: v1\\nkind: Secret\\nmetadata:"
            + " {name: zz}\\nstringData: { p: CANARY }\"}]`"
            + "=> strategic merge patch: Secret.v1.[noGrp]/zz.[noNs]: no matches for Id",
        "`resources: [s.yaml]\npatches: [{target: {kind: Secret}, patch: '[{\"op\":\"replace\","
            + "\"path\":\"/stringData/none/x\",\"value\":\"CANARY\"}]'}]`"
            + "=> replace operation does not apply: doc is missing path",
        "`resources: [s.yaml]\npatches: [{target: {kind: Secret}, patch: '[{\"op\":\"bad\","
            + "\"value\":\"CANARY\"'}]`=> unable to parse SM or JSON patch",
        "resources: [colon.yaml]=> from 'colon.yaml': MalformedYAMLError: yaml: line 3: mapping values",
        "resources: [twice.yaml]=> yaml: unmarshal errors: mapping key: already defined at line 4",
        "resources: [nameless.yaml]=> from 'nameless.yaml': missing metadata.name",
        "`resources: [s.yaml]\nreplacements: [{source: {kind: Secret, name: s, fieldPath:"
            + " stringData.password}, targets: [{select: {kind: Secret}, fieldPaths:"
            + " [spec.CANARY.x]}]}]`=> unable to find field: in replacement target",
        "`generators: [\"apiVersion: builtin\\nkind: SecretGenerator\\nmetadata: {name: s}\\n"
            + "literals: ['CANARY']\"]`=> invalid literal source",
        "`apiVersion: x/CANARY\nkind: Foo\nresources: [s.yaml]`=> kind should be Kustomization",
      })
  void ofKustomize(String kustomization, String expected) throws IOException {
    String told =
        told(
            "prod/app/kustomization.yaml",
            kustomization,
            "prod/app/s.yaml",
            SECRET,
            "prod/app/colon.yaml",
            "kind: Secret\nstringData:\n  password: CANARY: x\n",
            "prod/app/twice.yaml",
            SECRET + "stringData: { password: xCANARY }\n",
            "prod/app/nameless.yaml",
            SECRET.replace("metadata: { name: s }\n", ""));

    assertThat(told).contains(expected).endsWith("kustomize build prod/app");
  }

  /** What is refused before the program runs. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "secretGenerator: [{name: s, files: ['password=CANARY']}]=> a file of secretGenerator[0] is",
        "secretGenerator: [{name: s, envs: ['password=CANARY']}]=> one of the envs of secretGenerator",
        "patchesStrategicMerge: ['{kind: Secret, stringData: {p: CANARY}}']"
            + "=> patchesStrategicMerge[0] is not",
        "patches: [{path: '[{\"value\": \"CANARY\"}]'}]=> patches[0].path is not in this repo",
        "resources: ['https://x:CANARY@example.org/x.git?token=CANARY']=> https://example.org/x.git is",
        "`transformers: [\"kind: T\\npath: 'https://hooks.example.org/CANARY'\"]`"
            + "=> https://hooks.example.org/… is not in this repo",
        "`secretGenerator: [CANARY, {name: *CANARY}]`=> 1:42: there is no such anchor",
        "`a: &a {CANARY: 1}\nb:\n  CANARY: 1\n  CANARY: 2`=> 4:3: this key stands here a second time",
        "`a: !CANARY!x b`=> this is not YAML: there is no such tag",
        "`a: \"\\CANARY\"`=> this is not YAML: found unknown escape character",
      })
  void ofReferences(String kustomization, String expected) throws IOException {
    assertThat(told("prod/kustomization.yaml", kustomization)).contains(expected);
  }

  @Test
  void whatNobodyKnowsIsNotTold() {
    MemoryRevision revision =
        MemoryRevision.of("prod", "prod/web.yaml", REQUEST.replace("../charts/web", "c"));
    ChartRequest request =
        ChartRequest.of(ManifestReader.read(revision.files()).manifests().get(0));

    assertThat(new HelmComplaint(request, revision.all()).told(CANARY + " is bad"))
        .isEqualTo(
            "what it says is not shown, since it may quote values. All of it is shown by this, in a"
                + " checkout of the repo: helm template web prod/c --namespace shop --values"
                + " prod/values.yaml");
  }
}
