package dev.tagboat.applier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tagboat.applier.apply.Kind;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.kube.ApiServer;
import dev.tagboat.applier.kube.NeedsApiServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The applier as a process with the heap that its chart gives it. */
@NeedsApiServer
final class SmallHeapTest extends EndToEndBase {
  private static final int NUMBER = 1000;
  private static final int DEFINITIONS = 10;
  private static final Kind DEFINITION =
      new Kind(
          "apiextensions.k8s.io/v1",
          "CustomResourceDefinition",
          "customresourcedefinitions",
          false);

  private String once() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("once", "--config", folder.resolve("applier.yaml").toString()));
    command.addAll(List.of("--kubeconfig", ApiServer.shared().kubeconfig().toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + " " + output;
  }

  // Paused, so that nothing else in the cluster has work with them.
  private String deployment(String name, String level) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          { name: %1$s, namespace: %2$s, labels: { app: %1$s, part-of: shop, team: a } }
        spec:
          replicas: 0
          paused: true
          selector: { matchLabels: { app: %1$s } }
          template:
            metadata:
              labels: { app: %1$s, team: a }
              annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9090" }
            spec:
              serviceAccountName: %1$s
              securityContext: { runAsNonRoot: true, runAsUser: 65532, fsGroup: 65532 }
              containers:
                - name: main
                  image: ghcr.io/acme/%1$s:1.2.3
                  args: [--listen, ":8080", --log, %3$s]
                  env:
                    - { name: A, value: "1" }
                    - { name: B, valueFrom: { fieldRef: { fieldPath: metadata.name } } }
                    - { name: C, valueFrom: { configMapKeyRef: { name: %1$s, key: c } } }
                  ports: [{ name: http, containerPort: 8080 }, { name: more, containerPort: 9090 }]
                  resources:
                    { requests: { cpu: 100m, memory: 128Mi }, limits: { memory: 256Mi } }
                  livenessProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 10 }
                  readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5 }
                  volumeMounts:
                    [{ name: tmp, mountPath: /tmp }, { name: config, mountPath: /etc/app }]
              volumes:
                [{ name: tmp, emptyDir: {} }, { name: config, configMap: { name: %1$s } }]
        """
        .formatted(name, namespace, level);
  }

  private void commit(String level) throws IOException {
    for (int i = 0; i < NUMBER; i++) {
      repo.put("prod/d" + i + ".yaml", deployment("d" + i, level));
    }
    repo.commit();
  }

  @Test
  void aThousandDeploymentsFitIn() throws Exception {
    commit("info");
    String made = once();
    String same = once();
    commit("debug");
    String changed = once();

    assertThat(made).startsWith("0 ").contains("0 unchanged, 1001 other");
    assertThat(same).startsWith("0 ").contains("1001 unchanged, 0 other");
    assertThat(changed).startsWith("0 ").contains("1 unchanged, 1000 other");
  }

  private static ObjectId definition(int number) {
    return new ObjectId(
        "apiextensions.k8s.io", DEFINITION.name(), "", "boats" + number + ".large.example.org");
  }

  /** About 500 kB, 8,300 lines and 16,000 keys and values, as operators have them. */
  private static String definition(int number, String word) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: boats%1$d.large.example.org }
        spec:
          group: large.example.org
          scope: Namespaced
          names: { plural: boats%1$d, singular: boat%1$d, kind: Boat%1$d, listKind: Boat%1$dList }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties:
        """
            .formatted(number));
    for (int part = 0; part < 250; part++) {
      text.append("                part" + part + ":\n                  type: object\n");
      text.append("                  properties:\n");
      for (int field = 0; field < 10; field++) {
        text.append("                    field" + field + ":\n");
        text.append("                      type: string\n");
        text.append("                      description: The " + word + " of field " + field);
        text.append(" of part " + part + ", which is told at some length so that it is as large");
        text.append(" as others\n");
      }
    }
    return text.toString();
  }

  private void commitDefinitions(String word) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < DEFINITIONS; i++) {
      all.append(definition(i, word));
    }
    assertThat(all).hasSizeGreaterThan(4_000_000);
    repo.put("prod/definitions.yaml", all.toString()).commit();
  }

  // Others share the server, which is slower with them.
  private void deleteDefinitions() {
    for (int i = 0; i < DEFINITIONS; i++) {
      ObjectId id = definition(i);
      cluster
          .get(DEFINITION, id)
          .ifPresent(one -> cluster.delete(DEFINITION, id, one.at("/metadata/uid").asText()));
    }
  }

  @Test
  void tenLargeDefinitionsInOneFileFitIn() throws Exception {
    try {
      commitDefinitions("use");
      String made = once();
      String same = once();
      commitDefinitions("meaning");
      String changed = once();

      assertThat(made).startsWith("0 ").contains("0 unchanged, 11 other");
      assertThat(same).startsWith("0 ").contains("11 unchanged, 0 other");
      assertThat(changed).startsWith("0 ").contains("1 unchanged, 10 other");
    } finally {
      deleteDefinitions();
    }
  }
}
