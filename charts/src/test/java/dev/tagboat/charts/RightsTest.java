package dev.tagboat.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.apply.Right;
import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.NeedsApiServer;
import dev.tagboat.applier.run.ConfigRepo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that the applier's chart gives are what the applier needs, and no more. */
@NeedsApiServer
final class RightsTest {
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ACCOUNT = "demo-tagboat-applier";

  @TempDir private Path scratch;
  private Path kubeconfig;

  @BeforeAll
  static void prepare() {
    for (String name : List.of(Chart.NAMESPACE, "shop", "private")) {
      Installation.namespace(name);
    }
  }

  @BeforeEach
  void install() throws IOException {
    install("{}");
  }

  private void install(String values) throws IOException {
    install(values, ACCOUNT);
  }

  private void install(String values, String account) throws IOException {
    List<Manifest> manifests = Chart.manifests(Chart.APPLIER.render("minimal", values, scratch));
    manifests.forEach(Installation::apply);
    kubeconfig = Installation.kubeconfig(Chart.NAMESPACE, account, scratch);
  }

  private boolean may(String verb, String group, String resource, String namespace) {
    return Installation.may(kubeconfig, new Right(verb, group, resource, namespace));
  }

  private boolean mayInventory(String verb, String name) {
    return Installation.may(kubeconfig, new Right(verb, "", "configmaps", Chart.NAMESPACE, name));
  }

  @Test
  void mayWorkWhereItShould() {
    for (String verb : List.of("get", "list", "watch", "create", "patch", "delete")) {
      assertThat(may(verb, "apps", "deployments", "shop")).as(verb).isTrue();
      assertThat(may(verb, "", "configmaps", "shop")).as(verb).isTrue();
      assertThat(may(verb, "networking.k8s.io", "ingresses", "shop")).as(verb).isTrue();
    }
    for (String verb : List.of("get", "create", "patch")) {
      assertThat(mayInventory(verb, "tagboat-prod")).as(verb).isTrue();
    }
  }

  @Test
  void mayDoNothingElse() {
    for (String verb : List.of("get", "list", "watch", "create", "patch", "delete", "*")) {
      assertThat(may(verb, "", "secrets", "shop")).as(verb).isFalse();
      assertThat(may(verb, "", "secrets", Chart.NAMESPACE)).as(verb).isFalse();
      assertThat(may(verb, "", "secrets", "")).as(verb).isFalse();
      assertThat(may(verb, "", "configmaps", "private")).as(verb).isFalse();
      assertThat(may(verb, "", "configmaps", Chart.NAMESPACE)).as(verb).isFalse();
      assertThat(may(verb, "apps", "deployments", "private")).as(verb).isFalse();
      assertThat(may(verb, "apps", "deployments", Chart.NAMESPACE)).as(verb).isFalse();
      assertThat(may(verb, "", "namespaces", "")).as(verb).isFalse();
      assertThat(may(verb, RBAC, "roles", "shop")).as(verb).isFalse();
      assertThat(may(verb, RBAC, "rolebindings", "shop")).as(verb).isFalse();
      assertThat(may(verb, RBAC, "clusterrolebindings", "")).as(verb).isFalse();
      assertThat(mayInventory(verb, "another")).as(verb).isFalse();
    }
    assertThat(mayInventory("delete", "tagboat-prod")).isFalse();
    assertThat(may("escalate", RBAC, "roles", "shop")).isFalse();
    assertThat(may("bind", RBAC, "roles", "shop")).isFalse();
    assertThat(may("impersonate", "", "users", "")).isFalse();
    assertThat(may("impersonate", "", "serviceaccounts", "shop")).isFalse();
    assertThat(may("create", "", "pods/exec", "shop")).isFalse();
    assertThat(may("create", "", "serviceaccounts/token", "shop")).isFalse();
    assertThat(may("create", "", "serviceaccounts/token", Chart.NAMESPACE)).isFalse();
    assertThat(may("update", "apps", "deployments", "shop")).isFalse();
    assertThat(may("deletecollection", "apps", "deployments", "shop")).isFalse();
  }

  @Test
  void withoutPruneItMayNotDelete() throws IOException {
    install("config: { cluster: keep, apply: { prune: false } }");

    assertThat(may("patch", "apps", "deployments", "shop")).isTrue();
    assertThat(may("delete", "apps", "deployments", "shop")).isFalse();
  }

  /** The program itself, with this account's token and the chart's own configuration. */
  @Test
  void theApplierGetsByWithThem() throws IOException {
    try (ConfigRepo repo = ConfigRepo.in(scratch.resolve("repo.git"))) {
      Path config = configuration(repo);
      repo.put("clusters/prod/a.yaml", configMap("a"))
          .put("clusters/prod/b.yaml", configMap("b"))
          .put("clusters/prod/web.yaml", DEPLOYMENT)
          .commit();

      OwnProgram first = once(config);
      assertThat(first.output()).contains("created apps/Deployment/shop/web");
      assertThat(first.exit()).as(first.output()).isZero();

      repo.remove("clusters/prod/b.yaml").commit();
      OwnProgram second = once(config);
      assertThat(second.exit()).as(second.output()).isZero();
      assertThat(found("a")).isTrue();
      assertThat(found("b")).isFalse();

      OwnProgram doctor =
          OwnProgram.applier(
              "doctor", "--config", config.toString(), "--kubeconfig", kubeconfig.toString());
      assertThat(doctor.output()).contains("may not do what would give it more");
      assertThat(doctor.exit()).as(doctor.output()).isZero();
    }
  }

  /** An account of its own: what is bound to it stays on the server. */
  @Test
  void theWholeClusterWhenItIsAskedFor() throws IOException {
    install(
        """
        config: { cluster: wide }
        fullnameOverride: wide
        namespaces: []
        clusterWide: true
        extraKinds:
          - { group: "", kind: Namespace, resource: namespaces, clusterScoped: true }
        """,
        "wide");
    try (ConfigRepo repo = ConfigRepo.in(scratch.resolve("repo.git"))) {
      Path config = configuration(repo);
      repo.put(
              "clusters/prod/n.yaml",
              "apiVersion: v1\nkind: Namespace\nmetadata: { name: made-by-wide }\n")
          .put("clusters/prod/a.yaml", configMap("a").replace("shop", "made-by-wide"))
          .commit();

      OwnProgram once = once(config);

      assertThat(once.exit()).as(once.output()).isZero();
      assertThat(may("get", "", "secrets", "private")).isFalse();
      assertThat(may("create", RBAC, "clusterrolebindings", "")).isFalse();
    }
  }

  @Test
  void whatIsNotAllowedIsRefusedWithASentence() throws IOException {
    install("config: { cluster: refused }");
    try (ConfigRepo repo = ConfigRepo.in(scratch.resolve("repo.git"))) {
      Path config = configuration(repo);
      repo.put("clusters/prod/a.yaml", configMap("late"))
          .put(
              "clusters/prod/secret.yaml",
              "apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: shop }\n")
          .commit();

      OwnProgram once = once(config);

      assertThat(once.exit()).isEqualTo(1);
      assertThat(once.output()).contains("is of a kind that apply.kinds does not list");
      assertThat(found("late")).isFalse();
    }
  }

  @Test
  void rolesThatItAppliesGiveNobodyMoreThanItHas() throws IOException {
    install(
        """
        config: { cluster: roles }
        extraKinds:
          - { group: rbac.authorization.k8s.io, kind: Role, resource: roles }
        """);
    try (ConfigRepo repo = ConfigRepo.in(scratch.resolve("repo.git"))) {
      Path config = configuration(repo);
      repo.put("clusters/prod/role.yaml", role("secrets")).commit();

      OwnProgram more = once(config);
      assertThat(more.exit()).isEqualTo(1);
      assertThat(more.output()).contains("attempting to grant RBAC permissions");

      repo.put("clusters/prod/role.yaml", role("configmaps")).commit();
      OwnProgram same = once(config);
      assertThat(same.exit()).as(same.output()).isZero();
    }
  }

  /** What the chart wrote, but with the repo and the folders of this test. */
  private Path configuration(ConfigRepo repo) throws IOException {
    String rendered = Files.readString(scratch.resolve("more.yaml"));
    String text =
        Chart.only(Chart.manifests(Chart.APPLIER.render("minimal", rendered, scratch)), "ConfigMap")
            .path("data", "tagboat-applier.yaml")
            .asText()
            .replace("https://git.acme.io/acme/config.git", repo.url())
            .replace("data: /data", "data: " + scratch.resolve("data"));
    return Files.writeString(scratch.resolve("applier.yaml"), text);
  }

  private OwnProgram once(Path config) {
    return OwnProgram.applier(
        "once", "--config", config.toString(), "--kubeconfig", kubeconfig.toString());
  }

  private static boolean found(String name) {
    return Installation.find(Kind.CONFIG_MAP, new ObjectId("", "ConfigMap", "shop", name))
        .isPresent();
  }

  private static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "
        + name
        + ", namespace: shop }\ndata: { k: v }\n";
  }

  private static String role(String resource) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: { name: r, namespace: shop }
    rules: [{ apiGroups: [""], resources: [%s], verbs: [get] }]
    """
        .formatted(resource);
  }

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web, namespace: shop }
      spec:
        replicas: 0
        selector: { matchLabels: { app: web } }
        template:
          metadata: { labels: { app: web } }
          spec:
            containers: [{ name: web, image: registry.acme.io/acme/web:1.0.0 }]
      """;
}
