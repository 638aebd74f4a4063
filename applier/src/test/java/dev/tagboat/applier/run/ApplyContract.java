package dev.tagboat.applier.run;

import static dev.tagboat.applier.run.Scenario.actions;
import static dev.tagboat.applier.run.Scenario.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.report.Report;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the applier does on any API server, the real one and the fake. */
abstract class ApplyContract extends DriftContract {
  @Test
  void whatIsInTheRepoIsCreatedAndChanged() throws IOException {
    scene.map("a", "{ k: v, gone: x }").repo.commit();
    Report created = scene.look();
    scene.map("a", "{ k: w }").repo.commit();
    Report changed = scene.look();

    assertThat(actions(created))
        .containsExactlyInAnyOrder("created Namespace/" + scene.namespace, "created " + name("a"));
    assertThat(actions(changed)).contains("configured " + name("a"));
    assertThat(scene.find("a").orElseThrow().path("data").toString()).isEqualTo("{\"k\":\"w\"}");
  }

  @Test
  void nothingIsWrittenWhenNothingChanged() throws IOException {
    scene.map("a", "{ k: v }");
    applied();
    String object = scene.version("a");
    String inventory = scene.inventory().at("/metadata/resourceVersion").asText();

    Report report = scene.look();

    assertThat(actions(report)).allMatch(action -> action.startsWith("unchanged "));
    assertThat(scene.version("a")).isEqualTo(object);
    assertThat(scene.inventory().at("/metadata/resourceVersion").asText()).isEqualTo(inventory);
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    applied();
    scene.map("a", "{ k: v }").repo.commit();

    assertThat(actions(scene.diff())).contains("created " + name("a"));
    assertThat(scene.find("a")).isEmpty();
  }

  @Test
  void aDefinitionAndItsObjectComeInOneCommit() throws IOException {
    String group = scene.namespace + ".example.org";
    scene.repo.put(
        "crd.yaml",
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: boats.%1$s }
        spec:
          group: %1$s
          scope: Namespaced
          names: { kind: Boat, plural: boats, singular: boat }
          versions:
            - name: v1
              served: true
              storage: true
              schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
        ---
        apiVersion: %1$s/v1
        kind: Boat
        metadata: { name: tug, namespace: %2$s }
        spec: { size: 3 }
        """
            .formatted(group, scene.namespace));
    applied();

    Kind boat = new Kind(group + "/v1", "Boat", "boats", true);
    ObjectId tug = new ObjectId(group, "Boat", scene.namespace, "tug");
    assertThat(scene.cluster().get(boat, tug).orElseThrow().at("/spec/size").asInt()).isEqualTo(3);
    assertThat(actions(scene.look())).allMatch(action -> action.startsWith("unchanged "));
  }

  @Test
  void whatIsOwnedIsDeletedAndNothingElse() throws IOException {
    scene.map("a", "{ k: v }").map("b", "{ k: v }").map("c", "{ k: v }").map("d", "{ k: v }");
    applied();
    scene.applyAs("somebody", "stranger", "theirs");
    scene.delete("d");
    scene.applyAs("somebody", "d", "theirs");
    scene.configure("apply: { max-delete: 2 }\n");
    scene.repo.remove("b.yaml").remove("d.yaml").commit();

    Report report = scene.look();

    assertThat(actions(report)).contains("deleted " + name("b"), "skipped " + name("d"));
    assertThat(scene.find("b")).isEmpty();
    assertThat(scene.value("d")).isEqualTo("theirs");
    assertThat(scene.value("stranger")).isEqualTo("theirs");
    assertThat(scene.value("a")).isEqualTo("v");
  }

  @Test
  void tooMuchIsNotDeletedAndHealingGoesOn() throws IOException {
    for (int i = 0; i < 8; i++) {
      scene.map("m" + i, "{ k: v }");
    }
    applied();
    for (int i = 0; i < 6; i++) {
      scene.repo.remove("m" + i + ".yaml");
    }
    scene.repo.commit();
    scene.setAs("kubectl-edit", "m0", "by hand");

    Report report = scene.look();

    assertThat(report.problems().get(0)).contains("6 of 9 owned objects", "max-delete");
    assertThat(scene.value("m0")).isEqualTo("v");
    assertThat(scene.value("m5")).isEqualTo("v");
  }

  @Test
  void aClusterIsNeverEmptied() throws IOException {
    scene.map("a", "{ k: v }");
    applied();
    scene.repo.remove("a.yaml").put("0.yaml", "# nothing\n").commit();

    assertThat(reasons(scene.look())).contains("no manifests at all");
    assertThat(scene.value("a")).isEqualTo("v");
  }

  @Test
  void ofAStageWithOneWrongObjectNothingIsWritten() throws IOException {
    scene
        .map("a", "{ k: v }")
        .repo
        .put(
            "wrong.yaml",
            "apiVersion: v1\nkind: Service\nmetadata: { name: wrong, namespace: "
                + scene.namespace
                + " }\nspec: { prots: [] }\n")
        .commit();

    Report report = scene.look();

    assertThat(actions(report)).contains("skipped " + name("a"));
    assertThat(reasons(report)).contains("prots");
    assertThat(scene.find("a")).isEmpty();
  }

  @Test
  void whatCannotBeChangedIsMadeAnewOnlyWhenAsked() throws IOException {
    String immutable = scene.yaml("a", "{ k: v }") + "immutable: true\n";
    scene.repo.put("a.yaml", immutable);
    applied();
    String changed = immutable.replace("k: v", "k: w");
    scene.repo.put("a.yaml", changed).commit();
    Report refused = scene.look();
    String kept = scene.value("a");
    String annotated = "metadata: { annotations: { tagboat.dev/force: enabled },";
    scene.repo.put("a.yaml", changed.replace("metadata: {", annotated));
    applied();

    assertThat(reasons(refused)).contains("immutable", "tagboat.dev/force=enabled");
    assertThat(kept).isEqualTo("v");
    assertThat(scene.value("a")).isEqualTo("w");
  }

  @Test
  void aKindThatComesLaterIsFound() throws IOException {
    String group = scene.namespace + ".example.net";
    applied();
    scene.repo.put(
        "boat.yaml",
        "apiVersion: %s/v1\nkind: Boat\nmetadata: { name: tug, namespace: %s }\n"
            .formatted(group, scene.namespace));
    scene.repo.commit();
    Report unknown = scene.look();
    scene.define(group);

    scene.lookUntilGood(50);

    assertThat(reasons(unknown)).contains("the cluster has no kind Boat");
  }
}
