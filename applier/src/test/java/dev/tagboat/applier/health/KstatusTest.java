package dev.tagboat.applier.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.desired.YamlReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KstatusTest {
  private static final String DONE =
      "{observedGeneration: 2, replicas: 2, updatedReplicas: 2, availableReplicas: 2,"
          + " readyReplicas: 2, conditions: [{type: Available, status: 'True'}, {type: Progressing,"
          + " status: 'True', reason: NewReplicaSetAvailable}]}";

  private static Health.State state(String version, String kind, String spec, String status) {
    JsonNode object =
        YamlReader.single(
            "o",
            "{apiVersion: "
                + version
                + ", kind: "
                + kind
                + ", metadata: {generation: 2}, spec: "
                + spec
                + ", status: "
                + status.replace("DONE", DONE)
                + "}");
    return Kstatus.of(object).state();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{replicas: 2}; DONE; CURRENT",
        "{replicas: 3}; DONE; IN_PROGRESS",
        "{replicas: 1}; DONE; IN_PROGRESS",
        "{}; {}; IN_PROGRESS",
        "{replicas: 2}; {observedGeneration: 1}; IN_PROGRESS",
        "{replicas: 2, progressDeadlineSeconds: 600}; DONE; CURRENT",
        "{replicas: 2}; {conditions: [{type: Progressing, status: 'False', reason: ProgressDeadlineExceeded}]}; FAILED",
        "{replicas: 0}; {observedGeneration: 2, conditions: [{type: Available, status: 'True'}]}; CURRENT"
      })
  void deployments(String spec, String status, Health.State expected) {
    assertThat(state("apps/v1", "Deployment", spec, status)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "StatefulSet; {replicas: 1}; {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: a, updateRevision: a}; CURRENT",
        "StatefulSet; {replicas: 1}; {replicas: 1, readyReplicas: 1, currentReplicas: 1, currentRevision: a, updateRevision: b}; IN_PROGRESS",
        "StatefulSet; {updateStrategy: {type: OnDelete}}; {}; CURRENT",
        "StatefulSet; {replicas: 3, updateStrategy: {rollingUpdate: {partition: 2}}}; {replicas: 3, readyReplicas: 3, updatedReplicas: 1}; CURRENT",
        "DaemonSet; {}; {}; IN_PROGRESS",
        "DaemonSet; {}; {observedGeneration: 2, desiredNumberScheduled: 1, currentNumberScheduled: 1, updatedNumberScheduled: 1, numberAvailable: 1, numberReady: 1}; CURRENT",
        "ReplicaSet; {replicas: 1}; {replicas: 1, fullyLabeledReplicas: 1, availableReplicas: 1, readyReplicas: 1}; CURRENT",
        "ReplicaSet; {replicas: 1}; {conditions: [{type: ReplicaFailure, status: 'True'}]}; IN_PROGRESS"
      })
  void otherWorkloads(String kind, String spec, String status, Health.State expected) {
    assertThat(state("apps/v1", kind, spec, status)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "v1; Pod; {}; {phase: Succeeded}; CURRENT",
        "v1; Pod; {}; {phase: Running, conditions: [{type: Ready, status: 'True'}]}; CURRENT",
        "v1; Pod; {}; {phase: Running, containerStatuses: [{name: a, state: {waiting: {reason: CrashLoopBackOff}}}]}; FAILED",
        "v1; Pod; {}; {phase: Pending}; IN_PROGRESS",
        "batch/v1; Job; {}; {startTime: now}; IN_PROGRESS",
        "batch/v1; Job; {}; {conditions: [{type: Complete, status: 'True'}]}; CURRENT",
        "batch/v1; Job; {}; {conditions: [{type: Failed, status: 'True'}]}; FAILED",
        "batch/v1; Job; {suspend: true}; {}; CURRENT",
        "v1; PersistentVolumeClaim; {}; {phase: Pending}; IN_PROGRESS",
        "v1; PersistentVolumeClaim; {}; {phase: Bound}; CURRENT",
        "v1; Service; {type: LoadBalancer}; {}; IN_PROGRESS",
        "v1; Service; {type: ClusterIP}; {}; CURRENT",
        "v1; ConfigMap; {}; {}; CURRENT",
        "apiextensions.k8s.io/v1; CustomResourceDefinition; {}; {}; IN_PROGRESS",
        "apiextensions.k8s.io/v1; CustomResourceDefinition; {}; {conditions: [{type: Established, status: 'True'}]}; CURRENT",
        "apiextensions.k8s.io/v1; CustomResourceDefinition; {}; {conditions: [{type: NamesAccepted, status: 'False'}]}; FAILED",
        "example.org/v1; Boat; {}; {}; CURRENT",
        "example.org/v1; Boat; {}; {conditions: [{type: Ready, status: Unknown}]}; IN_PROGRESS",
        "example.org/v1; Boat; {}; {conditions: [{type: Stalled, status: 'True'}]}; FAILED",
        "example.org/v1; Boat; {}; {conditions: [{type: Reconciling, status: 'True'}, {type: Ready, status: 'True'}]}; IN_PROGRESS"
      })
  void otherKinds(String version, String kind, String spec, String status, Health.State expected) {
    assertThat(state(version, kind, spec, status)).isEqualTo(expected);
  }
}
