package dev.tagboat.applier.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ManifestReaderTest {
  private static SourceFile file(String path, String text) {
    return new SourceFile(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Desired read(String text) {
    return ManifestReader.read(List.of(file("a.yaml", text)));
  }

  private static List<String> ids(Desired desired) {
    return desired.manifests().stream().map(m -> m.id().toString()).toList();
  }

  @Test
  void readsDocumentsListsAndJson() {
    Desired desired =
        ManifestReader.read(
            List.of(
                file(
                    "a.yaml",
                    """
                    # a comment alone is a document of nothing
                    ---
                    apiVersion: v1
                    kind: ConfigMap
                    metadata: { name: one }
                    ---
                    apiVersion: v1
                    kind: List
                    items:
                      - { apiVersion: apps/v1, kind: Deployment, metadata: { name: two, namespace: ns } }
                      - apiVersion: v1
                        kind: ConfigMapList
                        items: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: three } }]
                    """),
                file(
                    "b.json",
                    "{\t\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"four\"}}"),
                file("README.md", "not: [a manifest")));

    assertThat(desired.problems()).isEmpty();
    assertThat(ids(desired))
        .containsExactly(
            "ConfigMap/one", "apps/Deployment/ns/two", "ConfigMap/three", "Secret/four");
  }

  @Test
  void takesOutWhatOnlyTheServerSets() {
    Desired desired =
        read(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: a, uid: u, resourceVersion: "1", creationTimestamp: null, managedFields: [] }
            status: {}
            """);

    assertThat(desired.manifests().get(0).body().toString())
        .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}");
  }

  @Test
  void writesOutThatPortsMeanTcp() {
    Desired desired =
        read(
            """
            apiVersion: v1
            kind: Service
            metadata: { name: a }
            spec: { ports: [{ port: 1 }, { port: 2, protocol: UDP }] }
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: b }
            spec: { template: { spec: { containers: [{ name: c, ports: [{ containerPort: 3 }] }] } } }
            """);

    assertThat(desired.manifests().get(0).path("spec"))
        .hasToString(
            "{\"ports\":[{\"port\":1,\"protocol\":\"TCP\"},{\"port\":2,\"protocol\":\"UDP\"}]}");
    assertThat(desired.manifests().get(1).path("spec", "template", "spec").toString())
        .contains("{\"containerPort\":3,\"protocol\":\"TCP\"}");
  }

  @Test
  void findsAllProblemsAtOnceWithTheirPlaces() {
    Desired desired =
        ManifestReader.read(
            List.of(
                file("a.yaml", "kind: ConfigMap\nmetadata: { name: 5 }\n"),
                file("b.yaml", "x: [\n"),
                file("c.yaml", "- a\n"),
                file(
                    "d.yaml",
                    "apiVersion: v1\nkind: Pod\nmetadata: { generateName: x-, labels: { a: yes } }\n")));

    assertThat(desired.manifests()).isEmpty();
    assertThat(desired.problems())
        .satisfiesExactly(
            p -> assertThat(p).startsWith("a.yaml:1:1: apiVersion is missing"),
            p -> assertThat(p).startsWith("a.yaml:1:1: metadata.name must be a text"),
            p -> assertThat(p).startsWith("b.yaml:2:1: this is not YAML"),
            p -> assertThat(p).startsWith("c.yaml:1:1: a manifest is a mapping"),
            p -> assertThat(p).contains("generateName"),
            p -> assertThat(p).contains("metadata.labels.a must be a text: put it in quotes"));
  }

  @Test
  void itemsMayLeaveTheirKindToTheList() {
    Desired desired =
        read(
            "{apiVersion: v1, kind: ConfigMapList, items: [{metadata: {name: a}}, {apiVersion: v2,"
                + " kind: Other, metadata: {name: b}}]}");

    assertThat(desired.problems()).isEmpty();
    assertThat(desired.manifests())
        .extracting(manifest -> manifest.apiVersion() + " " + manifest.id())
        .containsExactly("v1 ConfigMap/a", "v2 Other/b");
  }

  @Test
  void aValueOfBrokenJsonIsNotQuoted() {
    String text = "{\"kind\": \"Secret\", \"stringData\": {\"p\": hunter2}}";
    SourceFile file = new SourceFile("a.json", text.getBytes(StandardCharsets.UTF_8));

    Desired desired = ManifestReader.read(List.of(file));

    assertThat(desired.problems()).singleElement().asString().doesNotContain("hunter2");
  }

  @Test
  void refusesOneObjectInTwoPlaces() {
    String map = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n";

    Desired desired = read(map + "---\n" + map);

    assertThat(desired.problems())
        .containsExactly("a.yaml:5:1: ConfigMap/a stands in a.yaml:1:1 already");
  }

  @Test
  void refusesWhatSopsHasEncrypted() {
    Desired desired =
        read(
            """
            apiVersion: v1
            kind: Secret
            metadata: { name: a }
            data: { x: "ENC[AES256_GCM,data:abc]" }
            sops: { mac: "ENC[...]", version: 3.8.1 }
            """);

    assertThat(desired.problems()).singleElement().asString().contains("encrypted by SOPS");
  }

  @Test
  void refusesNamesThatWouldLeadElsewhere() {
    Desired desired = read("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ../secrets/x }\n");

    assertThat(desired.problems()).singleElement().asString().contains("metadata.name");
  }
}
