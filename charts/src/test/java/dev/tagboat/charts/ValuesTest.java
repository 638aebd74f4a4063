package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.applier.desired.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which values are taken, and that all of them are described. */
final class ValuesTest {
  @TempDir private Path scratch;

  static Stream<Chart> charts() {
    return Chart.all();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | replicas",
        "config: { token: x } | token",
        "config: { cluster: Prod } | cluster",
        "config: { cluster: null } | config.cluster: give the cluster a name",
        "config: { source: { url: 'https://me:secret@git.acme.io/x.git' } } | url",
        "config: { source: { password: secret } } | password",
        "config: { source: { url: '' } } | config.source.url: name the config repo",
        "config: { source: { url: 'ssh://git@git.acme.io/x.git' } } | git.existingSecret",
        "config: { apply: { namespaces: [x] } } | namespaces",
        "config: { apply: { max-delete: '150%' } } | max-delete",
        "config: { drift: { mode: off } } | mode",
        "namespaces: [] | namespaces: list where the applier may work",
        "namespaces: [Shop] | namespaces",
        "clusterWide: true | exclude each other",
        "kinds: [] | kinds: the list is empty",
        "kinds: [{ kind: Deployment }] | resource",
        "kinds: [{ kind: '*', resource: '*' }] | kind",
        "image: { repository: '' } | image.repository: name the image",
        "image: { digest: 'sha256:1' } | digest",
        "user: 0 | user",
        "report: { url: 'http://tagboat.acme.io/reports/x' } | url",
        "report: { url: 'https://tagboat.acme.io/reports/x' } | report.url takes reports of another",
        "report: { expirationSeconds: 60 } | expirationSeconds",
        "render: { helm: { enabled: true } } | render.helm.image: name an image",
        "metrics: { serviceMonitor: { enabled: true } } | needs metrics.enabled",
        "serviceAccount: { create: false } | serviceAccount.name",
        "probes: { port: 80 } | port",
        "securityContext: {} | securityContext"
      })
  void theAppliersValuesAreJudged(String values, String named) {
    assertThatThrownBy(() -> Chart.APPLIER.render("minimal", values, scratch))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replicas: 2 | replicas",
        "replicas: 0 | replicas",
        "config: { listen: '0.0.0.0:80' } | listen",
        "config: { admin-token: secret } | admin-token",
        "config: { database: { url: x } } | database",
        "database: { type: h2 } | type",
        "database: { type: postgresql } | database.url: such as",
        "database: { type: postgresql, url: 'jdbc:postgresql://db/x?password=secret' } | url",
        "database: { password: secret } | password",
        "adminToken: { existingSecret: '' } | adminToken.existingSecret",
        "adminToken: { token: secret } | token",
        "secrets: [{ name: admin, existingSecret: x }] | name",
        "ingress: { tlsSecret: '' } | ingress.tlsSecret",
        "httpRoute: { enabled: true } | httpRoute.parentRefs",
        "persistence: { accessModes: [ReadWriteMany] } | accessModes",
        "paths: [] | paths",
        "user: 0 | user"
      })
  void theServersValuesAreJudged(String values, String named) {
    assertThatThrownBy(() -> Chart.SERVER.render("sqlite", values, scratch))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void theReadmeHasEveryValueWithItsDefault(Chart chart) throws IOException {
    String readme = Files.readString(chart.folder().resolve("README.md"));
    JsonNode values =
        YamlReader.single("values.yaml", Files.readString(chart.folder().resolve("values.yaml")));
    Map<String, String> rows = new TreeMap<>();
    readme
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.split("(?<!\\\\)\\|", -1)))
        .forEach(cells -> rows.put(cells.get(1).strip().replace("`", ""), cells.get(2).strip()));

    leaves("", values, rows)
        .forEach((path, value) -> assertThat(rows).as(path).containsEntry(path, shown(value)));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void theReadmeHasNoValueThatTheSchemaDoesNotKnow(Chart chart) throws IOException {
    JsonNode schema =
        new ObjectMapper().readTree(Files.readString(chart.folder().resolve("values.schema.json")));
    List<String> paths =
        Files.readAllLines(chart.folder().resolve("README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(paths).isNotEmpty().doesNotHaveDuplicates();
    for (String path : paths) {
      JsonNode node = schema;
      for (String key : path.split("\\.", -1)) {
        node = node.path("properties").path(key);
      }
      assertThat(node.isObject()).as(path).isTrue();
    }
  }

  /** A new key of the applier has to come into its chart. */
  @Test
  void theChartKnowsEveryKeyOfTheApplier() throws IOException {
    String readme = Files.readString(Path.of("../applier/README.md"));
    String from = readme.substring(readme.indexOf("## Configuration"));
    String block = from.substring(from.indexOf("```yaml") + 7);
    JsonNode example = YamlReader.single("README.md", block.substring(0, block.indexOf("```")));
    JsonNode schema =
        new ObjectMapper()
            .readTree(Files.readString(Chart.APPLIER.folder().resolve("values.schema.json")))
            .at("/properties/config");

    List<String> unknown = new ArrayList<>();
    unknown("", example, schema, unknown);

    assertThat(unknown)
        .containsExactlyInAnyOrder(
            "source.password-file",
            "source.verify",
            "apply.namespaces",
            "apply.kinds",
            "render",
            "report",
            "state-namespace",
            "listen",
            "data");
  }

  private static void unknown(
      String prefix, JsonNode example, JsonNode schema, List<String> unknown) {
    for (Map.Entry<String, JsonNode> entry : example.properties()) {
      JsonNode known = schema.path("properties").path(entry.getKey());
      if (known.isMissingNode()) {
        unknown.add(prefix + entry.getKey());
      } else {
        unknown(prefix + entry.getKey() + ".", entry.getValue(), known, unknown);
      }
    }
  }

  /** What is described as one value stands in one row, whatever is in it. */
  private static Map<String, JsonNode> leaves(
      String prefix, JsonNode values, Map<String, String> rows) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      String path = prefix + entry.getKey();
      JsonNode value = entry.getValue();
      boolean group = value.isObject() && !value.isEmpty();
      if (group && rows.getOrDefault(path, "").isEmpty()) {
        leaves.putAll(leaves(path + ".", value, rows));
      } else {
        leaves.put(path, value);
      }
    }
    return leaves;
  }

  private static String shown(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    if (text.isEmpty()) {
      return "`\"\"`";
    }
    return text.length() > 60 ? "see values.yaml" : "`" + text.replace("|", "\\|") + "`";
  }
}
