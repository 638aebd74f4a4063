package dev.tagboat.applier.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tagboat.applier.desired.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferenceTest {
  private static JsonNode yaml(String text) {
    return YamlReader.single("o", text);
  }

  private static List<String> lines(JsonNode before, JsonNode after) {
    return Difference.between(before, after).stream().map(Change::line).toList();
  }

  @Test
  void namesValuesAndItemsOfLists() {
    JsonNode before =
        yaml("{spec: {replicas: 1, old: x, containers: [{name: a, image: i1}, {name: b}]}}");
    JsonNode after =
        yaml("{spec: {replicas: 2, new: fresh, containers: [{name: b}, {name: a, image: i2}]}}");

    assertThat(lines(before, after))
        .containsExactly(
            "~ /spec/containers[name=a]/image: \"i1\" -> \"i2\"",
            "+ /spec/new: \"fresh\"",
            "- /spec/old: \"x\"",
            "~ /spec/replicas: 1 -> 2");
  }

  @Test
  void leavesOutWhatTheServerWrites() {
    assertThat(
            lines(
                yaml("{metadata: {name: a, resourceVersion: '1', generation: 1}, status: {x: 1}}"),
                yaml("{metadata: {name: a, resourceVersion: '2', managedFields: []}}")))
        .isEmpty();
  }

  @Test
  void neverShowsWhatIsInASecret() {
    String secret =
        "{apiVersion: v1, kind: Secret, metadata: {annotations:"
            + " {kubectl.kubernetes.io/last-applied-configuration: hunter1}}, data: {p: hunter2},"
            + " stringData: {q: hunter3}}";

    assertThat(lines(yaml(secret), yaml(secret.replace("hunter", "fisher"))))
        .containsExactly("~ /data/p: \"***\" -> \"***\"", "~ /stringData/q: \"***\" -> \"***\"");
    assertThat(lines(MissingNode.getInstance(), yaml(secret)).toString()).doesNotContain("hunter");
    assertThat(lines(yaml(secret), MissingNode.getInstance()).toString()).doesNotContain("hunter");
  }

  @Test
  void neverShowsWhatIsNamedAsAPassword() {
    String pod =
        """
        spec:
          image: ghcr.io/acme/token-service:1.2
          password: hunter2-key
          url: https://user:hunter2@example.org/x
          args: [--db-password=hunter2, --token, hunter2-next, "--header=Authorization: Bearer hunter2"]
          text: |
            password: "hunter2 with words"
            {"token" : "hunter2 too"}
          env:
          - { name: DB_PASSWORD, value: hunter2-env }
          - { name: API_KEY, value: "12345" }
          - { name: LEVEL, value: debug }
        """;
    JsonNode before = yaml(pod);
    JsonNode after = yaml(pod.replace("hunter2", "fisher3").replace("1.2", "1.3"));

    assertThat(lines(before, after).toString())
        .doesNotContain("hunter", "fisher", "with words", "too\"")
        .contains("token-service:1.3", "[name=DB_PASSWORD]/value", "args/2: ", "spec/password");
    assertThat(lines(yaml("{}"), yaml("{items: [" + after + "]}")).toString())
        .doesNotContain("fisher", "12345")
        .contains("token-service:1.3");
    assertThat(lines(yaml("{spec: {env: []}}"), after).toString())
        .doesNotContain("fisher", "12345")
        .contains("\"name\":\"LEVEL\",\"value\":\"debug\"");
  }

  @Test
  void isBounded() {
    StringBuilder many = new StringBuilder("{");
    for (int i = 0; i < 500; i++) {
      many.append("k" + i + ": " + "v".repeat(500) + ", ");
    }

    List<String> lines = lines(yaml("{}"), yaml(many + "last: x}"));

    assertThat(lines).hasSize(100).allMatch(line -> line.length() < 220);
  }
}
