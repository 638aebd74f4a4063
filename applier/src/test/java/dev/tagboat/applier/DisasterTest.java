package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.FieldSet;
import dev.tagboat.applier.drift.Managers;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.kube.NeedsApiServer;
import dev.tagboat.applier.run.ConfigRepo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A cluster that is lost, and one that fails in the middle. */
@NeedsApiServer
final class DisasterTest {
  private static final Map<ObjectId, Kind> OBJECTS =
      Map.of(
          ObjectId.parse("Namespace/shop"), Kind.NAMESPACE,
          ObjectId.parse("ConfigMap/shop/settings"), Kind.CONFIG_MAP,
          ObjectId.parse("apps/Deployment/shop/web"),
              new Kind("apps/v1", "Deployment", "deployments", true),
          ObjectId.parse("Service/shop/web"), new Kind("v1", "Service", "services", true),
          ObjectId.parse("Secret/shop/key"), new Kind("v1", "Secret", "secrets", true),
          ObjectId.parse("rbac.authorization.k8s.io/Role/shop/reader"),
              new Kind("rbac.authorization.k8s.io/v1", "Role", "roles", true));

  private static final ObjectMapper CANONICAL =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @TempDir private Path folder;

  /** The exit code, and what was printed. */
  private String once(ApiServer server) {
    CommandLine line = Main.commandLine();
    StringWriter printed = new StringWriter();
    line.setOut(new PrintWriter(printed));
    line.setErr(new PrintWriter(printed));
    int exit =
        line.execute(
            "once",
            "--config",
            folder.resolve("applier.yaml").toString(),
            "--kubeconfig",
            server.kubeconfig().toString());
    return exit + ": " + printed;
  }

  private ConfigRepo repo() throws IOException {
    ConfigRepo repo = ConfigRepo.in(folder.resolve("repo.git"));
    Files.writeString(
        folder.resolve("applier.yaml"),
        "cluster: prod\nhealth-timeout: 30s\nsource: { url: \"" + repo.url() + "\" }\n");
    return repo;
  }

  /** Of each object which fields are ours, and the bytes of their values. */
  private static Map<String, String> owned(ApiServer server) throws IOException {
    KubeCluster cluster = server.admin();
    Map<String, String> owned = new TreeMap<>();
    for (Map.Entry<ObjectId, Kind> one : OBJECTS.entrySet()) {
      ObjectNode object = cluster.get(one.getValue(), one.getKey()).orElseThrow();
      for (JsonNode entry : Managers.entries(object, Managers::isOurs)) {
        JsonNode fields = entry.path("fieldsV1");
        owned.merge(
            one.getKey().toString(),
            canonical(fields) + "\n" + canonical(FieldSet.values(object, fields)),
            (a, b) -> a + "\n" + b);
      }
    }
    return owned;
  }

  /** The same bytes for the same value: in the order of the keys, without spaces. */
  private static String canonical(JsonNode node) throws IOException {
    return CANONICAL.writeValueAsString(CANONICAL.treeToValue(node, Object.class));
  }

  @Test
  void anEmptyClusterAndTheRepoGiveTheSameObjects() throws IOException {
    try (ConfigRepo repo = repo()) {
      repo.put("all.yaml", Files.readString(Path.of("src/test/resources/disaster.yaml"))).commit();
      Map<String, String> before;
      try (ApiServer lost = ApiServer.start()) {
        assertThat(once(lost)).startsWith("0: ").contains("0 unchanged, 6 other");
        assertThat(once(lost)).startsWith("0: ").contains("6 unchanged, 0 other");
        before = owned(lost);
      }

      Map<String, String> after;
      try (ApiServer empty = ApiServer.start()) {
        assertThat(once(empty)).startsWith("0: ");
        after = owned(empty);
      }

      assertThat(after).hasSize(OBJECTS.size()).isEqualTo(before);
      assertThat(after.get("ConfigMap/shop/settings")).contains("f:data");
    }
  }

  /** Something that happens to the server and is over when it returns. */
  private interface Accident {
    void happen(ApiServer server) throws IOException, InterruptedException;
  }

  private void twoHundredObjectsDespite(Accident accident) throws Exception {
    try (ConfigRepo repo = repo();
        ApiServer server = ApiServer.start()) {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        many.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: m" + i + " }\n");
      }
      repo.put("all.yaml", many.toString()).commit();
      String[] printed = {"not run"};
      Thread applying = new Thread(() -> printed[0] = once(server));
      applying.start();
      server.awaitObject("/api/v1/namespaces/default/configmaps/m100");

      accident.happen(server);
      applying.join();

      assertThat(printed[0]).startsWith("0: ");
      assertThat(once(server)).startsWith("0: ").contains("200 unchanged, 0 other");
      assertThat(server.admin().get(Kind.CONFIG_MAP, ObjectId.parse("ConfigMap/default/m199")))
          .isPresent();
    }
  }

  @Test
  void anApiServerThatIsRestartedInTheMiddleIsWaitedFor() throws Exception {
    twoHundredObjectsDespite(ApiServer::restartApiServer);
  }

  @Test
  void anEtcdThatHangsInTheMiddleIsWaitedFor() throws Exception {
    twoHundredObjectsDespite(
        server -> {
          server.haltEtcd();
          server.continueEtcd();
        });
  }
}
