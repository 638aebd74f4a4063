package dev.tagboat.applier.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Pause;
import dev.tagboat.applier.apply.Watches;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.config.ApplierConfig;
import dev.tagboat.applier.config.ConfigFile;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.kube.Access;
import dev.tagboat.applier.kube.KubeCluster;
import dev.tagboat.applier.report.Report;
import dev.tagboat.applier.source.GitSource;
import dev.tagboat.applier.source.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A repo, a cluster, and the applier between them. */
final class Scenario implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final ConfigRepo repo;
  final String namespace;
  private final Path folder;
  private final Access access;
  private final Duration timeout;
  private final Pause pause;
  private final KubeCluster cluster;
  private Optional<GitSource> source = Optional.empty();
  private Optional<Cycle> cycle = Optional.empty();

  /**
   * @param timeout of one request
   */
  Scenario(Path folder, String namespace, Access access, Duration timeout, Pause pause)
      throws IOException {
    this.folder = folder;
    this.namespace = namespace;
    this.access = access;
    this.timeout = timeout;
    this.pause = pause;
    cluster = new KubeCluster(access, timeout, pause);
    repo = ConfigRepo.in(folder.resolve("repo.git"));
    configure("");
    repo.put("0.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: { name: " + namespace + " }\n");
  }

  /** A new process of the applier, which keeps nothing but its clone. */
  void configure(String more) throws IOException {
    configure(repo.url(), more);
  }

  void configure(String url, String more) throws IOException {
    source.ifPresent(GitSource::close);
    ApplierConfig config =
        ConfigFile.read(
            Files.writeString(
                folder.resolve("applier.yaml"),
                "cluster: %s\nstate-namespace: state-%s\nhealth-timeout: 20s\ndata: %s\n"
                        .formatted(namespace, namespace, folder.resolve("data"))
                    + "source: { url: \"%s\", timeout: 2s }\n%s".formatted(url, more)));
    KubeCluster fresh = new KubeCluster(access, timeout, pause);
    GitSource opened = GitSource.open(config.source(), Limits.DEFAULT, config.data());
    source = Optional.of(opened);
    cycle = Optional.of(new Cycle(config, opened, fresh, Watches.NONE, "0.0.0", pause));
  }

  Cycle cycle() {
    return cycle.orElseThrow();
  }

  /** One look of {@code run}, which holds nothing. */
  Report look() {
    return cycle().look(Optional.empty()).orElseThrow();
  }

  Report diff() {
    return cycle().run(Consent.NONE, true);
  }

  Scenario map(String name, String data) {
    repo.put(name + ".yaml", yaml(name, data));
    return this;
  }

  String yaml(String name, String data) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "
        + name
        + ", namespace: "
        + namespace
        + " }\ndata: "
        + data
        + "\n";
  }

  Optional<ObjectNode> find(String name) {
    return cluster.get(Kind.CONFIG_MAP, id(name));
  }

  ObjectId id(String name) {
    return new ObjectId("", "ConfigMap", namespace, name);
  }

  KubeCluster cluster() {
    return cluster;
  }

  String value(String name) {
    return find(name).orElseThrow().path("data").path("k").asText();
  }

  String version(String name) {
    return find(name).orElseThrow().at("/metadata/resourceVersion").asText();
  }

  JsonNode inventory() {
    ObjectId id = new ObjectId("", "ConfigMap", "state-" + namespace, "tagboat-" + namespace);
    return cluster.get(Kind.CONFIG_MAP, id).orElseThrow();
  }

  /** Somebody else applies a ConfigMap. */
  void applyAs(String manager, String name, String k) {
    ObjectNode body = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
    body.putObject("metadata").put("name", name).put("namespace", namespace);
    body.putObject("data").put("k", k);
    cluster.apply(Kind.CONFIG_MAP, id(name), body, new Write(manager, true, false));
  }

  /** Somebody else changes a ConfigMap. */
  void setAs(String manager, String name, String k) {
    JsonNode patch =
        MAPPER
            .createArrayNode()
            .add(
                MAPPER
                    .createObjectNode()
                    .put("op", "replace")
                    .put("path", "/data/k")
                    .put("value", k));
    cluster.patch(Kind.CONFIG_MAP, id(name), patch, manager);
  }

  void delete(String name) {
    cluster.delete(
        Kind.CONFIG_MAP, id(name), find(name).orElseThrow().at("/metadata/uid").asText());
  }

  /** Somebody else brings a kind, Boat. */
  void define(String group) throws IOException {
    JsonNode body =
        MAPPER.readTree(
            """
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
             "metadata": {"name": "boats.%1$s"},
             "spec": {"group": "%1$s", "scope": "Namespaced",
              "names": {"kind": "Boat", "plural": "boats", "singular": "boat"},
              "versions": [{"name": "v1", "served": true, "storage": true, "schema": {
               "openAPIV3Schema": {"type": "object",
                "x-kubernetes-preserve-unknown-fields": true}}}]}}
            """
                .formatted(group));
    cluster.apply(
        new Kind(
            "apiextensions.k8s.io/v1",
            "CustomResourceDefinition",
            "customresourcedefinitions",
            false),
        new ObjectId("apiextensions.k8s.io", "CustomResourceDefinition", "", "boats." + group),
        body,
        new Write("somebody", true, false));
  }

  /** Until all is applied. */
  Report lookUntilGood(int most) {
    Report report = look();
    for (int i = 1; i < most && report.isFailed(); i++) {
      pause.pause(Duration.ofMillis(100));
      report = look();
    }
    if (report.isFailed()) {
      throw new AssertionError("after " + most + " looks: " + reasons(report));
    }
    return report;
  }

  /** Such as {@code created ConfigMap/shop/a}. */
  static List<String> actions(Report report) {
    return report.results().stream().map(r -> r.action().word() + " " + r.id()).toList();
  }

  static String reasons(Report report) {
    return report.problems() + " " + report.results().stream().map(r -> r.reason()).toList();
  }

  @Override
  public void close() {
    source.ifPresent(GitSource::close);
    repo.close();
  }
}
