package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert rules and the dashboard that come with the server. */
final class MonitoringTest {
  private static final Pattern METRIC = Pattern.compile("tagboat_[a-z_]+");
  private static final String BOTH =
      "metrics: { alerts: { enabled: true, labels: { a: b } }, dashboard: { enabled: true } }";

  @TempDir private Path scratch;

  private static String file(String name) throws IOException {
    return Files.readString(Chart.SERVER.folder().resolve("files").resolve(name));
  }

  private static Set<String> metrics(String text) {
    Set<String> found = new TreeSet<>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }

  /** The server's README names every figure, and a test of the server compares it with them. */
  @Test
  void theyAskOnlyForFiguresThatThereAre() throws IOException {
    Set<String> known = metrics(Files.readString(Path.of("../webhook-server/README.md")));

    assertThat(known).containsAll(metrics(file("alerts.yaml")));
    assertThat(known).containsAll(metrics(file("dashboard.json")));
    assertThat(metrics(file("alerts.yaml"))).hasSizeGreaterThan(5);
  }

  @Test
  void everyAlertSaysWhatToDo() throws IOException {
    JsonNode rules = YamlReader.single("alerts.yaml", file("alerts.yaml")).at("/groups/0/rules");

    assertThat(rules).isNotEmpty();
    for (JsonNode rule : rules) {
      assertThat(rule.path("alert").asText()).startsWith("Tagboat");
      assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
      assertThat(rule.at("/annotations/description").asText()).endsWith(".");
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
    }
  }

  @Test
  void theyComeWithTheChartAsTheyAre() throws IOException {
    List<Manifest> manifests = Chart.manifests(Chart.SERVER.render("sqlite", BOTH, scratch));
    JsonNode rule = Chart.only(manifests, "PrometheusRule").body();
    JsonNode dashboard =
        manifests.stream()
            .filter(one -> one.id().name().endsWith("-dashboard"))
            .findFirst()
            .orElseThrow()
            .body();

    assertThat(rule.at("/metadata/labels/a").asText()).isEqualTo("b");
    assertThat(rule.path("spec")).isEqualTo(YamlReader.single("alerts.yaml", file("alerts.yaml")));
    assertThat(dashboard.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    assertThat(new ObjectMapper().readTree(dashboard.at("/data/tagboat.json").asText()))
        .isEqualTo(new ObjectMapper().readTree(file("dashboard.json")));
  }
}
