package dev.tagboat.applier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.run.ConfigRepo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Runs the commands against a real API server and a real repo, each test in its own namespace. */
abstract class EndToEndBase {
  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  static final Kind CONFIG_MAP = Kind.CONFIG_MAP;

  @TempDir Path folder;

  final String namespace = "e2e-" + NUMBER.incrementAndGet();
  KubeCluster cluster;
  ConfigRepo repo;

  @BeforeEach
  void start() throws IOException {
    cluster = ApiServer.shared().admin();
    repo = ConfigRepo.in(folder.resolve("repo.git"));
    configure("");
    repo.put("prod/0-namespace.yaml", namespaceYaml());
  }

  @AfterEach
  void stop() {
    repo.close();
  }

  final void configure(String more) throws IOException {
    configure("20s", more);
  }

  final void configure(String healthTimeout, String more) throws IOException {
    Files.writeString(
        folder.resolve("applier.yaml"),
        "cluster: "
            + namespace
            + "\nstate-namespace: state-"
            + namespace
            + "\nhealth-timeout: "
            + healthTimeout
            + "\nsource: { url: \""
            + repo.url()
            + "\", path: prod }\n"
            + more);
  }

  final String namespaceYaml() {
    return "apiVersion: v1\nkind: Namespace\nmetadata: { name: " + namespace + " }\n";
  }

  final String configMap(String name, String data) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "
        + name
        + ", namespace: "
        + namespace
        + " }\ndata: "
        + data
        + "\n";
  }

  record Ran(int exit, JsonNode out, String err) {
    List<String> actions() {
      List<String> actions = new ArrayList<>();
      out.path("changes")
          .forEach(c -> actions.add(c.path("action").asText() + " " + c.path("id").asText()));
      return actions;
    }
  }

  final Ran run(String... command) throws IOException {
    return runAs(ApiServer.shared().kubeconfig(), command);
  }

  final Ran runAs(Path kubeconfig, String... command) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--config",
            folder.resolve("applier.yaml").toString(),
            "--kubeconfig",
            kubeconfig.toString(),
            "-o",
            "json"));
    int exit = line.execute(arguments.toArray(new String[0]));
    return new Ran(exit, MAPPER.readTree(out.toString()), err.toString());
  }

  final Optional<ObjectNode> find(String name) {
    return cluster.get(CONFIG_MAP, new ObjectId("", "ConfigMap", namespace, name));
  }

  final String value(String name, String key) {
    return find(name).orElseThrow().path("data").path(key).asText();
  }

  final void applyAs(String manager, String name, String data) throws IOException {
    ObjectNode body =
        (ObjectNode) MAPPER.readTree("{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\"}");
    body.putObject("metadata").put("name", name).put("namespace", namespace);
    body.set("data", MAPPER.readTree(data));
    cluster.apply(
        CONFIG_MAP,
        new ObjectId("", "ConfigMap", namespace, name),
        body,
        new Write(manager, true, false));
  }

  final void patchAs(String manager, String name, String patch) throws IOException {
    cluster.patch(
        CONFIG_MAP,
        new ObjectId("", "ConfigMap", namespace, name),
        MAPPER.readTree(patch),
        manager);
  }

  final String resourceVersion(String name) {
    return find(name).orElseThrow().path("metadata").path("resourceVersion").asText();
  }

  final String inventoryVersion() {
    return cluster
        .get(
            CONFIG_MAP, new ObjectId("", "ConfigMap", "state-" + namespace, "tagboat-" + namespace))
        .orElseThrow()
        .path("metadata")
        .path("resourceVersion")
        .asText();
  }
}
