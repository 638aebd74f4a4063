package dev.tagboat.applier.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.tagboat.applier.apply.Action;
import dev.tagboat.applier.apply.Drifted;
import dev.tagboat.applier.apply.Result;
import dev.tagboat.applier.apply.RunningImage;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.drift.Change;
import dev.tagboat.applier.drift.Hands;
import dev.tagboat.applier.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The reports that are sent are as the server's published schema says. */
final class MessageTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String REVISION = "0123456789abcdef0123456789abcdef01234567";
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final ObjectId WEB = ObjectId.parse("apps/Deployment/shop/web");
  private static final Health CURRENT = new Health(Health.State.CURRENT, "");
  private static final Health ROLLING =
      new Health(Health.State.IN_PROGRESS, "1 of 3 replicas are available");

  // The server's module reads the same two files.
  private static final Path SCHEMA =
      Path.of(
          "../webhook-server/src/main/resources/dev/tagboat/server/clusters/report.schema.json");
  private static final Path EXAMPLE =
      Path.of("src/test/resources/dev/tagboat/applier/report/report.json");

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(MAPPER.readTree(SCHEMA.toFile()));
  }

  private static Report everything() {
    SortedMap<ObjectId, Health> health = new TreeMap<>();
    health.put(ObjectId.parse("Service/shop/web"), CURRENT);
    health.put(WEB, ROLLING);
    return new Report(
        Optional.of(REVISION),
        List.of(
            new Result(
                ObjectId.parse("Service/shop/web"), Action.UNCHANGED, "", List.of(), List.of()),
            new Result(
                WEB,
                Action.CONFIGURED,
                "",
                List.of(new Change("/spec/replicas", "2", "3")),
                List.of("spec.template.x: unknown field")),
            new Result(
                ObjectId.parse("Namespace/old"),
                Action.SKIPPED,
                "is protected",
                List.of(),
                List.of())),
        health,
        List.of(
            new Drifted(
                ObjectId.parse("ConfigMap/shop/web"),
                new Origin("clusters/prod/web.yaml", Optional.of(12)),
                false,
                "was changed",
                new Hands(List.of("kubectl-edit"), Optional.of(TIME)),
                List.of(new Change("/data/k", "\"x\"", "\"v\"")))),
        List.of(
            new RunningImage(
                "registry.acme.io/acme/web",
                Optional.of("1.2.3"),
                Optional.empty(),
                WEB,
                "web",
                "1/3",
                ROLLING,
                Optional.of(TIME)),
            new RunningImage(
                "registry.acme.io/acme/nightly",
                Optional.empty(),
                Optional.of("sha256:" + "a".repeat(64)),
                ObjectId.parse("batch/CronJob/shop/nightly"),
                "run",
                "",
                CURRENT,
                Optional.empty())),
        List.of());
  }

  // The example is what the server's tests read; after a change of form, write it anew with this
  // test's own output.
  @Test
  void theExampleIsWhatIsSent() throws IOException {
    ObjectNode message = Message.of(everything(), "prod", TIME);

    assertThat(message.toPrettyString().strip()).isEqualTo(Files.readString(EXAMPLE).strip());
  }

  @Test
  void whatIsSentFitsTheSchema() throws IOException {
    for (Report report :
        List.of(
            everything(),
            Report.stopped(Optional.empty(), List.of("the server is gone")),
            Report.stopped(Optional.of(REVISION), List.of("a", "b")))) {
      assertThat(schema().validate(Message.of(report, "prod", TIME))).isEmpty();
    }
  }

  @Test
  void itIsBoundedHoweverLargeTheClusterAndStillFits() throws IOException {
    String longText = "\uD83D\uDEA2".repeat(1_100);
    List<ObjectId> ids =
        IntStream.range(0, 400).mapToObj(i -> ObjectId.parse("ConfigMap/shop/c" + i)).toList();
    SortedMap<ObjectId, Health> health = new TreeMap<>();
    ids.forEach(id -> health.put(id, new Health(Health.State.FAILED, longText)));
    List<Change> changes =
        ids.stream().limit(25).map(id -> new Change("/x/" + id, "", longText)).toList();
    // Written out, all that differs would not fit into the memory of a test.
    List<Result> results =
        IntStream.range(0, 200_000)
            .mapToObj(
                i -> new Result(ids.get(i % 400), Action.FAILED, longText, changes, List.of()))
            .toList();
    Report report =
        new Report(Optional.of(REVISION), results, health, List.of(), List.of(), List.of("p"));

    JsonNode message = Message.of(report, "prod", TIME);

    assertThat(schema().validate(message)).isEmpty();
    assertThat(message.path("objects").asInt()).isEqualTo(400);
    assertThat(message.path("changes")).hasSize(300);
    assertThat(message.at("/changes/0/diff")).hasSize(20);
    assertThat(message.path("leftOut").asInt()).isGreaterThan(100 + 100 + 20 * 5);
    // What the server takes when nobody has configured it.
    assertThat(MAPPER.writeValueAsBytes(message).length).isLessThan(2 << 20);
    assertThat(message.at("/health/0/reason").asText()).endsWith("…");
  }

  private static JsonNode running(int images, String name) {
    List<RunningImage> running =
        IntStream.range(0, images)
            .mapToObj(
                i ->
                    new RunningImage(
                        "registry.acme.io/acme/" + name + i,
                        Optional.of("1.4." + i),
                        Optional.of("sha256:" + REVISION),
                        ObjectId.parse("apps/Deployment/shop/c" + i),
                        "web",
                        "2/2",
                        CURRENT,
                        Optional.empty()))
            .toList();
    return Message.of(
        new Report(
            Optional.of(REVISION), List.of(), new TreeMap<>(), List.of(), running, List.of()),
        "prod",
        TIME);
  }

  @Test
  void thousandsOfImagesAreTold() throws IOException {
    JsonNode usual = running(2_000, "shop/service-");
    JsonNode many = running(5_000, "shop/service-");
    JsonNode longer = running(5_000, "x".repeat(900));

    assertThat(usual.path("images")).hasSize(2_000);
    assertThat(usual.path("leftOut").asInt()).isZero();
    assertThat(many.path("images")).hasSize(4_000);
    assertThat(longer.path("leftOut").asInt() + longer.path("images").size()).isEqualTo(5_000);
    for (JsonNode message : List.of(usual, many, longer)) {
      assertThat(schema().validate(message)).isEmpty();
      assertThat(MAPPER.writeValueAsBytes(message).length).isLessThan(2 << 20);
    }
  }

  @Test
  void anObjectThatIsAsItShouldBeIsLeftOutUnlessTheServerWarnedOfIt() {
    Report report =
        new Report(
            Optional.of(REVISION),
            List.of(
                new Result(WEB, Action.UNCHANGED, "", List.of(), List.of()),
                new Result(WEB, Action.UNCHANGED, "", List.of(), List.of("deprecated"))),
            new TreeMap<>(),
            List.of(),
            List.of(),
            List.of());

    JsonNode message = Message.of(report, "prod", TIME);

    assertThat(message.path("changes")).hasSize(1);
    assertThat(message.at("/changes/0/warnings/0").asText()).isEqualTo("deprecated");
    assertThat(message.path("leftOut").asInt()).isZero();
  }
}
