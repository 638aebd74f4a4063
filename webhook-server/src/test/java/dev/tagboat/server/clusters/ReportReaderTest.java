package dev.tagboat.server.clusters;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reader takes what appliers send, and exactly what the published schema allows. */
final class ReportReaderTest {
  private static final JsonSchema SCHEMA = schema();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static JsonSchema schema() {
    try (InputStream in = ReportReader.class.getResourceAsStream("report.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JsonMapper.builder().build().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRead(JsonNode json) {
    return ReportReader.read(json.toString().getBytes(StandardCharsets.UTF_8))
        instanceof ReportReader.Reading.Good;
  }

  @Test
  void whatAppliersSendIsRead() {
    ClusterReport report = ReportJson.example().read();

    assertThat(SCHEMA.validate(ReportJson.example().tree())).isEmpty();
    assertThat(report.cluster()).isEqualTo("prod");
    assertThat(report.revision()).isEqualTo(ReportJson.REVISION);
    assertThat(report.changes().get(0).diff()).containsExactly("~ /spec/replicas: 2 -> 3");
    assertThat(report.health().get(0).status()).isEqualTo("in_progress");
    ClusterReport.Drift drift = report.drift().get(0);
    assertThat(drift.healed()).isFalse();
    assertThat(drift.origin()).isEqualTo(new ClusterReport.Origin("clusters/prod/web.yaml", 12));
    assertThat(drift.by()).containsExactly("kubectl-edit");
    assertThat(drift.changed()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(report.images().get(0).tag()).isEqualTo("1.2.3");
    assertThat(report.images().get(1).ready()).isNull();
    assertThat(report.isApplied()).isTrue();
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    ReportJson newer = ReportJson.example().set("nodes", "[{ \"name\": \"n1\" }]");
    ((ObjectNode) newer.tree().at("/images/0")).put("pulled", true);

    assertThat(newer.read()).isEqualTo(ReportJson.example().read());
  }

  @Test
  void aNewerVersionMayMeanSomethingElseAndIsRefused() {
    ReportJson newer = ReportJson.example().set("version", "2");

    assertThat(SCHEMA.validate(newer.tree())).isNotEmpty();
    assertThat(ReportReader.read(newer.bytes()))
        .isEqualTo(
            new ReportReader.Reading.Bad(
                "the report is of a newer version than this server reads (1): update the server to"
                    + " at least the version of the applier; see /api/v1/report.schema.json"));
  }

  @Test
  void olderAppliersDoNotSayWhereItStandsAndByWhom() {
    ClusterReport.Drift drift = ReportJson.healthy("03:00:00").drift(false).read().drift().get(0);

    assertThat(drift.origin()).isNull();
    assertThat(drift.by()).isEmpty();
    assertThat(drift.changed()).isNull();
  }

  @Test
  void aReportThatIsNoneIsToldWithoutQuotingIt() {
    assertThat(ReportReader.read("{\"a\":".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ReportReader.Reading.Bad.class);
    assertThat(ReportReader.read(ReportJson.example().set("revision", "\"hunter2\"").bytes()))
        .isEqualTo(
            new ReportReader.Reading.Bad(
                "'revision' must be a text like [0-9a-f]{40}; see /api/v1/report.schema.json"));
    assertThat(
            ReportReader.read(ReportJson.example().set("time", "\"2026-02-30T00:00:00Z\"").bytes()))
        .isInstanceOf(ReportReader.Reading.Bad.class);
  }

  /** Each value of the example is taken away, and put in place of by one of every kind. */
  @Test
  void theReaderAndTheSchemaAgreeOnEveryOtherValue() {
    List<JsonNode> others =
        List.of(
            JSON.nullNode(),
            JSON.booleanNode(true),
            JSON.numberNode(1),
            JSON.numberNode(-1),
            JSON.numberNode(0.5),
            JSON.numberNode(9_999_999_999L),
            JSON.textNode(""),
            JSON.textNode("current"),
            JSON.textNode("2/3"),
            JSON.textNode("\uD83D\uDEA2".repeat(1_000)),
            JSON.textNode("\uD83D\uDEA2".repeat(1_001)),
            JSON.arrayNode(),
            JSON.arrayNode().add("a line"),
            JSON.arrayNode().add(1),
            many(20),
            many(21),
            many(51),
            JSON.objectNode());
    List<String> read = new ArrayList<>();
    for (String at : pointers(ReportJson.example().tree(), "")) {
      for (int i = -1; i < others.size(); i++) {
        JsonNode changed = ReportJson.example().tree();
        put(changed, at, i < 0 ? null : others.get(i));
        boolean good = isRead(changed);
        assertThat(good)
            .as("%s replaced by %s", at, i < 0 ? "nothing" : others.get(i))
            .isEqualTo(SCHEMA.validate(changed).isEmpty());
        if (good) {
          read.add(at);
        }
      }
    }
    assertThat(read).contains("/revision", "/leftOut", "/images/0/tag").hasSizeGreaterThan(50);
  }

  private static ArrayNode many(int lines) {
    ArrayNode array = JSON.arrayNode();
    for (int i = 0; i < lines; i++) {
      array.add("x");
    }
    return array;
  }

  private static List<String> pointers(JsonNode node, String at) {
    List<String> all = new ArrayList<>();
    node.properties()
        .forEach(
            field -> {
              all.add(at + "/" + field.getKey());
              all.addAll(pointers(field.getValue(), at + "/" + field.getKey()));
            });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      all.add(at + "/" + i);
      all.addAll(pointers(node.get(i), at + "/" + i));
    }
    return all;
  }

  private static void put(JsonNode root, String at, @Nullable JsonNode value) {
    JsonNode parent = root.at(at.substring(0, at.lastIndexOf('/')));
    String last = at.substring(at.lastIndexOf('/') + 1);
    if (parent instanceof ArrayNode array) {
      int index = Integer.parseInt(last);
      if (value == null) {
        array.remove(index);
      } else {
        array.set(index, value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }
}
