package dev.tagboat.applier.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.config.ApplyConfig;
import dev.tagboat.applier.config.MaxDelete;
import dev.tagboat.applier.desired.Desired;
import dev.tagboat.applier.desired.ManifestReader;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.inventory.Consent;
import dev.tagboat.applier.inventory.Entry;
import dev.tagboat.applier.inventory.Inventory;
import dev.tagboat.applier.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PlannerTest {
  private static final String COMMIT = "0123456789012345678901234567890123456789";
  private static final String SET = "applyset-x-v1";

  private static final Scopes SCOPES =
      (version, kind) ->
          switch (kind) {
            case "Namespace",
                "ClusterRole",
                "CustomResourceDefinition",
                "StorageClass",
                "ValidatingWebhookConfiguration" ->
                Optional.of(false);
            case "Boat" -> Optional.empty();
            default -> Optional.of(true);
          };

  private static Desired desired(String... manifests) {
    return ManifestReader.read(
        List.of(
            new SourceFile(
                "f.yaml", String.join("\n---\n", manifests).getBytes(StandardCharsets.UTF_8))));
  }

  private static String manifest(String version, String kind, String metadata) {
    return "{apiVersion: " + version + ", kind: " + kind + ", metadata: {" + metadata + "}}";
  }

  private static Inventory owned(String... ids) {
    return Inventory.of(
        Optional.empty(),
        Arrays.stream(ids).map(id -> new Entry(ObjectId.parse(id), "v1", "u", "w", "f")).toList());
  }

  private static Planning plan(ApplyConfig config, Desired desired, Inventory inventory) {
    return new Planner(config, SCOPES).plan(COMMIT, desired, inventory, Consent.NONE, SET);
  }

  private static Plan ready(Planning planning) {
    assertThat(planning).isInstanceOf(Planning.Ready.class);
    return ((Planning.Ready) planning).plan();
  }

  private static List<String> stopped(Planning planning) {
    assertThat(planning).isInstanceOf(Planning.Stopped.class);
    return ((Planning.Stopped) planning).reasons();
  }

  @Test
  void anObjectWithoutANamespaceGoesHome() {
    Desired read =
        desired(manifest("v1", "ConfigMap", "name: a"), manifest("v1", "Namespace", "name: ns"));
    Desired ofAChart =
        new Desired(read.manifests().stream().map(m -> m.withHome("shop")).toList(), List.of());

    assertThat(ids(read)).containsExactlyInAnyOrder("ConfigMap/default/a", "Namespace/ns");
    assertThat(ids(ofAChart)).containsExactlyInAnyOrder("ConfigMap/shop/a", "Namespace/ns");
  }

  private static List<String> ids(Desired desired) {
    return ready(plan(ApplyConfig.defaults(), desired, Inventory.EMPTY)).stages().stream()
        .flatMap(stage -> stage.manifests().stream())
        .map(manifest -> manifest.id().toString())
        .toList();
  }

  @Test
  void ordersStagesAndKindsAsFluxDoes() {
    Plan plan =
        ready(
            plan(
                ApplyConfig.defaults(),
                desired(
                    manifest("admission/v1", "ValidatingWebhookConfiguration", "name: w"),
                    manifest("apps/v1", "Deployment", "name: d, namespace: shop"),
                    manifest("example.org/v1", "Anything", "name: x, namespace: shop"),
                    manifest("v1", "ConfigMap", "name: c, namespace: shop"),
                    manifest("v1", "ServiceAccount", "name: s, namespace: shop"),
                    manifest("storage.k8s.io/v1", "StorageClass", "name: fast"),
                    manifest("v1", "Namespace", "name: shop"),
                    manifest("rbac/v1", "ClusterRole", "name: r")),
                Inventory.EMPTY));

    assertThat(plan.stages())
        .extracting(
            stage -> stage.name() + stage.manifests().stream().map(m -> m.id().kind()).toList())
        .containsExactly(
            "definitions[Namespace, ClusterRole]",
            "classes[StorageClass]",
            "objects[ServiceAccount, ConfigMap, Deployment, Anything,"
                + " ValidatingWebhookConfiguration]");
  }

  @Test
  void putsObjectsIntoTheDefaultNamespaceByTheClustersWord() {
    Plan plan =
        ready(
            plan(
                ApplyConfig.defaults(),
                desired(manifest("v1", "ConfigMap", "name: c")),
                Inventory.EMPTY));

    assertThat(plan.manifests().map(m -> m.id().toString())).containsExactly("ConfigMap/default/c");
  }

  @Test
  void learnsAKindFromItsDefinitionInTheSameRevision() {
    String definition =
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: boats.example.org }
        spec: { group: example.org, scope: Cluster, names: { kind: Boat }, versions: [{ name: v1 }] }
        """;

    assertThat(
            ready(
                    plan(
                        ApplyConfig.defaults(),
                        desired(definition, manifest("example.org/v1", "Boat", "name: b")),
                        Inventory.EMPTY))
                .stages())
        .hasSize(2);
    assertThat(
            stopped(
                plan(
                    ApplyConfig.defaults(),
                    desired(manifest("example.org/v1", "Boat", "name: b")),
                    Inventory.EMPTY)))
        .singleElement()
        .asString()
        .startsWith("f.yaml:1:1: the cluster has no kind Boat in example.org/v1");
  }

  @Test
  void refusesWhatIsNotAllowed() {
    ApplyConfig config =
        new ApplyConfig(true, MaxDelete.DEFAULT, Set.of("shop"), List.of("ConfigMap"));

    List<String> reasons =
        stopped(
            plan(
                config,
                desired(
                    manifest("v1", "ConfigMap", "name: a, namespace: other"),
                    manifest("v1", "Secret", "name: b, namespace: shop"),
                    manifest("v1", "Namespace", "name: shop"),
                    manifest("v1", "ConfigMap", "name: fine, namespace: shop")),
                Inventory.EMPTY));

    assertThat(reasons)
        .satisfiesExactly(
            r -> assertThat(r).contains("ConfigMap/other/a is in a namespace that"),
            r -> assertThat(r).contains("Secret/shop/b is of a kind that apply.kinds"),
            r -> assertThat(r).contains("Namespace/shop is of a kind that apply.kinds"));
  }

  @Test
  void refusesAClusterScopedObjectWithANamespaceAndAForeignApplySet() {
    List<String> reasons =
        stopped(
            plan(
                ApplyConfig.defaults(),
                desired(
                    manifest("v1", "Namespace", "name: a, namespace: b"),
                    manifest(
                        "v1",
                        "ConfigMap",
                        "name: c, labels: {applyset.kubernetes.io/part-of: other}")),
                Inventory.EMPTY));

    assertThat(reasons.get(0)).contains("belongs to no namespace, but names one");
    assertThat(reasons.get(1)).contains("another ApplySet");
  }

  @Test
  void aWrongFileStopsEverything() {
    assertThat(
            stopped(
                plan(
                    ApplyConfig.defaults(),
                    desired(manifest("v1", "ConfigMap", "name: a"), "x: ["),
                    Inventory.EMPTY)))
        .singleElement()
        .asString()
        .contains("this is not YAML");
  }

  @Test
  void deletesInTheReverseOrder() {
    Plan plan =
        ready(
            plan(
                new ApplyConfig(true, new MaxDelete(100, true), Set.of(), List.of()),
                desired(manifest("v1", "ConfigMap", "name: keep, namespace: shop")),
                owned(
                    "Namespace/shop",
                    "apps/Deployment/shop/web",
                    "ConfigMap/shop/gone",
                    "ConfigMap/shop/keep")));

    assertThat(plan.prune())
        .extracting(entry -> entry.id().toString())
        .containsExactly("apps/Deployment/shop/web", "ConfigMap/shop/gone", "Namespace/shop");
  }

  @Test
  void deletesNothingWhenPruneIsOff() {
    ApplyConfig config = new ApplyConfig(false, MaxDelete.DEFAULT, Set.of(), List.of());

    assertThat(
            ready(
                    plan(
                        config,
                        desired(manifest("v1", "ConfigMap", "name: keep")),
                        owned("ConfigMap/default/gone")))
                .prune())
        .isEmpty();
  }

  @Test
  void stopsWhenTooMuchWouldGoUnlessAPersonAllowsThatCommit() {
    Desired one = desired(manifest("v1", "ConfigMap", "name: a, namespace: shop"));
    Inventory four =
        owned("ConfigMap/shop/a", "ConfigMap/shop/b", "ConfigMap/shop/c", "ConfigMap/shop/d");
    Planner planner = new Planner(ApplyConfig.defaults(), SCOPES);
    Consent yes = new Consent(Optional.of(COMMIT), Optional.empty());
    Consent other = new Consent(Optional.of("f".repeat(40)), Optional.empty());

    assertThat(stopped(planner.plan(COMMIT, one, four, Consent.NONE, SET)))
        .singleElement()
        .asString()
        .contains("3 of 4 owned objects", "ConfigMap/shop/b");
    assertThat(stopped(planner.plan(COMMIT, one, four, other, SET))).hasSize(1);
    assertThat(ready(planner.plan(COMMIT, one, four, yes, SET)).prune()).hasSize(3);
  }

  @Test
  void whatWasKeptFromAnAllowedDeletionIsNotAskedAboutAgain() {
    Inventory owned = owned("ConfigMap/shop/a", "ConfigMap/shop/b", "ConfigMap/shop/c");
    Inventory afterwards =
        Inventory.of(
            Optional.of(COMMIT),
            owned.entries().values().stream()
                .map(entry -> entry.id().name().equals("a") ? entry : entry.left())
                .toList());
    Desired desired = desired(manifest("v1", "ConfigMap", "name: a, namespace: shop"));

    assertThat(stopped(plan(ApplyConfig.defaults(), desired, owned))).hasSize(1);
    assertThat(ready(plan(ApplyConfig.defaults(), desired, afterwards)).prune()).hasSize(2);
  }

  @Test
  void aMarkOfOursThatMeansNothingStopsTheRevision() {
    String metadata = "name: a, namespace: shop, annotations: {tagboat.dev/prune: 'false'}";

    assertThat(
            stopped(
                plan(
                    ApplyConfig.defaults(),
                    desired(manifest("v1", "ConfigMap", metadata)),
                    Inventory.EMPTY)))
        .singleElement()
        .asString()
        .contains("tagboat.dev/prune, which must be enabled or disabled");
  }

  @Test
  void neverTakesAnEmptyRevisionForAWish() {
    assertThat(stopped(plan(ApplyConfig.defaults(), desired(""), owned("ConfigMap/shop/a"))))
        .singleElement()
        .asString()
        .contains("no manifests at all");
    assertThat(ready(plan(ApplyConfig.defaults(), desired(""), Inventory.EMPTY)).stages())
        .isEmpty();
  }
}
