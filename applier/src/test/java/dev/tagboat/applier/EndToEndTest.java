package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.apply.Answer;
import dev.tagboat.applier.apply.Write;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.desired.YamlReader;
import dev.tagboat.applier.inventory.ApplySet;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The commands against a real API server and a real repo. */
@NeedsApiServer
final class EndToEndTest extends EndToEndBase {
  @Test
  void appliesANamespaceAndWhatIsInIt() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ mode: \"0644\", on: \"yes\" }")).commit();

    Ran ran = run("once");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(ran.actions())
        .containsExactly("created Namespace/" + namespace, "created ConfigMap/" + namespace + "/a");
    assertThat(value("a", "mode")).isEqualTo("0644");
    assertThat(value("a", "true")).isEqualTo("yes");
  }

  @Test
  void writesNothingWhenNothingChanged() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    String before = resourceVersion("a") + " " + inventoryVersion();

    Ran again = run("once");

    assertThat(again.exit()).isZero();
    assertThat(again.actions())
        .containsExactly(
            "unchanged Namespace/" + namespace, "unchanged ConfigMap/" + namespace + "/a");
    assertThat(resourceVersion("a") + " " + inventoryVersion()).isEqualTo(before);
  }

  @Test
  void diffTellsAndWritesNothing() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    Ran first = run("diff");
    run("once");
    Ran same = run("diff");
    repo.put("prod/a.yaml", configMap("a", "{ k: w }")).commit();

    Ran other = run("diff");

    assertThat(first.exit()).isEqualTo(1);
    assertThat(same.exit()).isZero();
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out().path("changes").get(1).path("diff").get(0).asText())
        .isEqualTo("~ /data/k: \"v\" -> \"w\"");
    assertThat(value("a", "k")).isEqualTo("v");
  }

  @Test
  void prunesWhatItOwnsAndNothingElse() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put("prod/b.yaml", configMap("b", "{ k: v }"))
        .commit();
    run("once");
    applyAs("somebody", "stranger", "{\"k\":\"v\"}");
    repo.remove("prod/b.yaml").commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isZero();
    assertThat(ran.actions()).contains("deleted ConfigMap/" + namespace + "/b");
    assertThat(find("b")).isEmpty();
    assertThat(find("a")).isPresent();
    assertThat(find("stranger")).isPresent();
  }

  @Test
  void doesNotPruneAnObjectThatWasMadeAnewBySomebodyElse() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put("prod/b.yaml", configMap("b", "{ k: v }"))
        .commit();
    run("once");
    ObjectNode ours = find("b").orElseThrow();
    cluster.delete(
        CONFIG_MAP,
        new ObjectId("", "ConfigMap", namespace, "b"),
        ours.path("metadata").path("uid").asText());
    applyAs("somebody", "b", "{\"k\":\"theirs\"}");
    repo.remove("prod/b.yaml").commit();

    Ran ran = run("once");

    assertThat(ran.actions()).contains("skipped ConfigMap/" + namespace + "/b");
    assertThat(value("b", "k")).isEqualTo("theirs");
  }

  @Test
  void stopsWhenTooMuchWouldGo() throws IOException {
    for (int i = 0; i < 8; i++) {
      repo.put("prod/m" + i + ".yaml", configMap("m" + i, "{ k: v }"));
    }
    repo.commit();
    run("once");
    for (int i = 0; i < 6; i++) {
      repo.remove("prod/m" + i + ".yaml");
    }
    String commit = repo.commit();

    Ran stopped = run("once");
    Ran allowed = run("once", "--allow-delete", commit);

    assertThat(stopped.exit()).isEqualTo(1);
    assertThat(stopped.err()).contains("6 of 9 owned objects", "max-delete", commit);
    assertThat(allowed.exit()).isZero();
    assertThat(find("m0")).isEmpty();
    assertThat(find("m7")).isPresent();
  }

  @Test
  void neverEmptiesACluster() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    repo.remove("prod/a.yaml").put("prod/0-namespace.yaml", "# nothing\n").commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.err()).contains("no manifests at all");
    assertThat(find("a")).isPresent();
  }

  @Test
  void writesNothingOfAStageOfWhichOneObjectIsWrong() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }"))
        .put(
            "prod/wrong.yaml",
            "apiVersion: v1\nkind: Service\nmetadata: { name: wrong, namespace: "
                + namespace
                + " }\nspec: { prots: [] }\n")
        .commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.actions())
        .contains(
            "skipped ConfigMap/" + namespace + "/a", "failed Service/" + namespace + "/wrong");
    assertThat(ran.out().toString()).contains("prots");
    assertThat(find("a")).isEmpty();
  }

  @Test
  void appliesADefinitionAndAnObjectOfItInOneCommit() throws IOException {
    String group = namespace + ".example.org";
    repo.put(
            "prod/1-crd.yaml",
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
            """
                .formatted(group))
        .put(
            "prod/2-boat.yaml",
            "apiVersion: "
                + group
                + "/v1\nkind: Boat\nmetadata: { name: tug, namespace: "
                + namespace
                + " }\nspec: { size: 3 }\n")
        .commit();
    Ran diff = run("diff");

    Ran ran = run("once");

    assertThat(diff.exit()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.actions()).contains("created " + group + "/Boat/" + namespace + "/tug");
    assertThat(run("once").actions()).allMatch(action -> action.startsWith("unchanged"));
  }

  @Test
  void healsWhatWasChangedByHand() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    patchAs(
        "kubectl-edit",
        "a",
        "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"x\"},"
            + "{\"op\":\"add\",\"path\":\"/data/extra\",\"value\":\"y\"}]");

    Ran ran = run("once");

    assertThat(ran.exit()).isZero();
    assertThat(ran.actions()).contains("configured ConfigMap/" + namespace + "/a");
    assertThat(ran.out().path("drift").get(0).path("healed").asBoolean()).isTrue();
    assertThat(value("a", "k")).isEqualTo("v");
    assertThat(find("a").orElseThrow().path("data").has("extra")).isFalse();
    assertThat(run("once").actions()).allMatch(action -> action.startsWith("unchanged"));
  }

  @Test
  void onlyTellsOfDriftInAlertMode() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    configure("drift: { mode: alert }\n");
    patchAs("kubectl-edit", "a", "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"x\"}]");

    Ran ran = run("once");

    assertThat(ran.actions()).contains("skipped ConfigMap/" + namespace + "/a");
    assertThat(ran.out().path("drift").get(0).path("diff").get(0).asText())
        .isEqualTo("~ /data/k: \"x\" -> \"v\"");
    assertThat(value("a", "k")).isEqualTo("x");
  }

  @Test
  void leavesIgnoredFieldsAlone() throws IOException {
    configure("drift: { ignore: [{ kind: ConfigMap, pointers: [/data/k] }] }\n");
    repo.put("prod/a.yaml", configMap("a", "{ k: v, l: v }")).commit();
    run("once");
    patchAs("autoscaler", "a", "[{\"op\":\"replace\",\"path\":\"/data/k\",\"value\":\"x\"}]");
    repo.put("prod/a.yaml", configMap("a", "{ k: v, l: w }")).commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("x");
    assertThat(value("a", "l")).isEqualTo("w");
  }

  @Test
  void leavesIgnoredFieldsAloneAlsoWhenKubectlWroteThem() throws IOException {
    configure("drift: { ignore: [{ kind: ConfigMap, pointers: [/data/k, /data/m] }] }\n");
    repo.put("prod/a.yaml", configMap("a", "{ k: v, l: v }")).commit();
    run("once");
    applyAs("kubectl", "a", "{\"k\":\"x\",\"l\":\"x\",\"m\":\"x\",\"n\":\"x\"}");

    for (int look = 0; look < 2; look++) {
      assertThat(run("once").exit()).isZero();
      assertThat(find("a").orElseThrow().path("data").toString())
          .isEqualTo("{\"k\":\"x\",\"l\":\"v\",\"m\":\"x\"}");
    }
  }

  @Test
  void namesTheOtherManagerOfAConflict() throws IOException {
    repo.put("prod/0-namespace.yaml", namespaceYaml()).commit();
    run("once");
    applyAs("argocd", "a", "{\"k\":\"theirs\"}");
    repo.put("prod/a.yaml", configMap("a", "{ k: ours }")).commit();

    Ran ran = run("once");

    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.out().toString()).contains(".data.k belongs to the field manager argocd");
    assertThat(value("a", "k")).isEqualTo("theirs");
  }

  @Test
  void recreatesWhatCannotBeChangedOnlyWhenAsked() throws IOException {
    String immutable = configMap("a", "{ k: v }") + "immutable: true\n";
    repo.put("prod/a.yaml", immutable).commit();
    run("once");
    String changed = immutable.replace("k: v", "k: w");
    repo.put("prod/a.yaml", changed).commit();
    Ran refused = run("once");
    repo.put(
            "prod/a.yaml",
            changed.replace(
                "metadata: {", "metadata: { annotations: { tagboat.dev/force: enabled },"))
        .commit();

    Ran ran = run("once");

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.out().toString()).contains("immutable", "tagboat.dev/force=enabled");
    assertThat(ran.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("w");
  }

  @Test
  void marksWhatItOwnsAsKubectlDoes() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    ApplySet set = ApplySet.of(namespace, "state-" + namespace);

    JsonNode parent =
        cluster
            .get(CONFIG_MAP, new ObjectId("", "ConfigMap", set.namespace(), set.name()))
            .orElseThrow()
            .path("metadata");

    assertThat(parent.path("labels").path(ApplySet.ID).asText()).isEqualTo(set.id());
    assertThat(parent.path("annotations").path(ApplySet.KINDS).asText())
        .isEqualTo("ConfigMap,Namespace");
    assertThat(parent.path("annotations").path(ApplySet.NAMESPACES).asText()).isEqualTo(namespace);
    assertThat(
            find("a").orElseThrow().path("metadata").path("labels").path(ApplySet.PART_OF).asText())
        .isEqualTo(set.id());
  }

  @Test
  void showsNoSecret() throws IOException {
    String secret =
        "apiVersion: v1\nkind: Secret\nmetadata: { name: s, namespace: "
            + namespace
            + " }\nstringData: { password: hunter2-first }\n";
    repo.put("prod/s.yaml", secret).commit();
    run("once");
    repo.put("prod/s.yaml", secret.replace("first", "second")).commit();

    Ran diff = run("diff");

    assertThat(diff.exit()).isEqualTo(1);
    assertThat(diff.out().toString())
        .contains("/data/password")
        .doesNotContain("hunter2", "aHVudGVyMi");
  }

  @Test
  void appliesNothingOfARewrittenHistoryUntilItIsAccepted() throws IOException {
    repo.put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    run("once");
    repo.put("prod/a.yaml", configMap("a", "{ k: w }"));
    String rewritten = repo.rewrite();

    Ran refused = run("once");
    String kept = value("a", "k");
    Ran accepted = run("once", "--accept-rewrite", rewritten);

    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("was rewritten", rewritten);
    assertThat(kept).isEqualTo("v");
    assertThat(accepted.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("w");
  }

  private void admin(String apiVersion, String kind, String yaml) throws IOException {
    ObjectNode body = (ObjectNode) YamlReader.single("admin", yaml);
    JsonNode metadata = body.path("metadata");
    ObjectId id =
        new ObjectId(
            apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "",
            kind,
            metadata.path("namespace").asText(),
            metadata.path("name").asText());
    Answer answer =
        cluster.apply(
            cluster.kind(apiVersion, kind).orElseThrow(),
            id,
            body,
            new Write("admin", true, false));
    assertThat(answer).isInstanceOf(Answer.Done.class);
  }

  private void grant(String place, String rules) throws IOException {
    String rbac = "rbac.authorization.k8s.io/v1";
    admin(
        rbac,
        "Role",
        "apiVersion: %s\nkind: Role\nmetadata: { name: limited, namespace: %s }\nrules: %s\n"
            .formatted(rbac, place, rules));
    admin(
        rbac,
        "RoleBinding",
        """
        apiVersion: %s
        kind: RoleBinding
        metadata: { name: limited, namespace: %s }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: limited }
        subjects: [{ apiGroup: rbac.authorization.k8s.io, kind: User, name: limited }]
        """
            .formatted(rbac, place));
  }

  @Test
  void needsNoRightsButThoseOfItsNamespaces() throws IOException {
    Path limited = ApiServer.shared().limitedKubeconfig();
    configure("apply: { namespaces: [" + namespace + "] }\n");
    repo.remove("prod/0-namespace.yaml").put("prod/a.yaml", configMap("a", "{ k: v }")).commit();
    admin("v1", "Namespace", namespaceYaml());
    admin("v1", "Namespace", namespaceYaml().replace(namespace, "state-" + namespace));
    grant(
        "state-" + namespace,
        "[{ apiGroups: [''], resources: [configmaps], verbs: [get, patch, create] }]");
    Ran without = runAs(limited, "once");
    grant(
        namespace,
        "[{ apiGroups: [''], resources: [configmaps], verbs: [get, list, patch, create, delete] }]");

    Ran with = runAs(limited, "once");
    Ran doctor = runAs(limited, "doctor");

    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.err())
        .contains("listing configmaps failed", "forbidden", "Give the service");
    assertThat(with.err()).isEmpty();
    assertThat(with.exit()).isZero();
    assertThat(value("a", "k")).isEqualTo("v");
    assertThat(doctor.exit()).isZero();
  }

  @Test
  void theDoctorNamesRightsThatAreTooMany() throws IOException {
    repo.commit();

    Ran doctor = run("doctor");

    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out().toString())
        .contains("the service account may do everything in the whole cluster");
  }

  @Test
  void takesOverWhatKubectlAppliedInTheClient() throws IOException {
    repo.commit();
    run("once");
    applyAs("kubectl-client-side-apply", "a", "{\"k\":\"v\",\"dropped\":\"x\"}");
    repo.put("prod/a.yaml", configMap("a", "{ k: w }")).commit();

    Ran diff = run("diff");
    Ran ran = run("once");

    assertThat(diff.out().toString())
        .contains("- /data/dropped: what kubectl-client-side-apply wrote");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out().toString()).contains("takes over the fields of kubectl-client-side-apply");
    assertThat(find("a").orElseThrow().path("data").toString()).isEqualTo("{\"k\":\"w\"}");
  }

  @Test
  void keepsWhatAnAnnotationProtects() throws IOException {
    repo.put(
            "prod/a.yaml",
            configMap("a", "{ k: v }")
                .replace(
                    "metadata: {", "metadata: { annotations: { tagboat.dev/prune: disabled },"))
        .put("prod/b.yaml", configMap("b", "{ k: v }"))
        .commit();
    run("once");
    repo.remove("prod/a.yaml").commit();

    Ran first = run("once");
    Ran second = run("once");

    assertThat(first.actions()).contains("skipped ConfigMap/" + namespace + "/a");
    assertThat(second.actions()).contains("skipped ConfigMap/" + namespace + "/a");
    assertThat(find("a")).isPresent();
  }

  @Test
  void keepsTrackOfWhatWaitsForAFinalizer() throws IOException {
    configure("");
    Files.writeString(
        folder.resolve("applier.yaml"),
        Files.readString(folder.resolve("applier.yaml")).replace("20s", "1s"));
    repo.put(
            "prod/a.yaml",
            configMap("a", "{ k: v }")
                .replace("metadata: {", "metadata: { finalizers: [example.org/wait],"))
        .put("prod/b.yaml", configMap("b", "{ k: v }"))
        .commit();
    run("once");
    repo.remove("prod/a.yaml").commit();
    Ran waiting = run("once");
    patchAs("somebody", "a", "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");

    Ran gone = run("once");

    assertThat(waiting.exit()).isEqualTo(1);
    assertThat(waiting.out().toString()).contains("finalizers: example.org/wait");
    assertThat(gone.exit()).isZero();
    assertThat(find("a")).isEmpty();
  }

  @Test
  void appliesAThousandObjectsAndThenNone() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      many.append("---\n").append(configMap("m" + i, "{ number: \"" + i + "\" }"));
    }
    repo.put("prod/many.yaml", many.toString()).commit();

    Ran first = run("once");
    Ran second = run("once");

    assertThat(first.exit()).isZero();
    assertThat(first.actions()).hasSize(1001).allMatch(action -> action.startsWith("created"));
    assertThat(second.actions()).hasSize(1001).allMatch(action -> action.startsWith("unchanged"));
    assertThat(value("m999", "number")).isEqualTo("999");
  }
}
