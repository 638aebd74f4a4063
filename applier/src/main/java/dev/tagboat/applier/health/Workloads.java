package dev.tagboat.applier.health;

import com.fasterxml.jackson.databind.JsonNode;

/** Kinds that keep a number of pods. Missing replicas count as 1, missing figures as 0. */
final class Workloads {
  private Workloads() {}

  static Health deployment(JsonNode object, Conditions conditions) {
    if (conditions.reason("Progressing").equals("ProgressDeadlineExceeded")) {
      return Health.failed(conditions.text("Progressing"));
    }
    long wanted = wanted(object);
    long replicas = figure(object, "replicas");
    long updated = figure(object, "updatedReplicas");
    long available = figure(object, "availableReplicas");
    long ready = figure(object, "readyReplicas");
    if (wanted > replicas || wanted > updated) {
      return Health.progress(updated + " of " + wanted + " replicas are updated");
    }
    if (replicas > wanted) {
      return Health.progress((replicas - wanted) + " old replicas are still there");
    }
    if (updated > available || wanted > ready) {
      return Health.progress(available + " of " + wanted + " replicas are available");
    }
    boolean deadline = object.path("spec").has("progressDeadlineSeconds");
    if (deadline && !conditions.reason("Progressing").equals("NewReplicaSetAvailable")) {
      return Health.progress("its new ReplicaSet is not available yet");
    }
    return conditions.is("Available", "True")
        ? Health.CURRENT
        : Health.progress("is not available yet");
  }

  static Health statefulSet(JsonNode object) {
    JsonNode strategy = object.path("spec").path("updateStrategy");
    if (strategy.path("type").asText().equals("OnDelete")) {
      return Health.CURRENT;
    }
    long wanted = wanted(object);
    long replicas = figure(object, "replicas");
    if (wanted > replicas || wanted > figure(object, "readyReplicas") || replicas > wanted) {
      return Health.progress(figure(object, "readyReplicas") + " of " + wanted + " are ready");
    }
    JsonNode partition = strategy.path("rollingUpdate").path("partition");
    if (partition.asLong() > 0) {
      return figure(object, "updatedReplicas") >= wanted - partition.asLong()
          ? Health.CURRENT
          : Health.progress("its partition is not updated yet");
    }
    JsonNode status = object.path("status");
    boolean same = status.path("currentRevision").equals(status.path("updateRevision"));
    return wanted > figure(object, "currentReplicas") || !same
        ? Health.progress("its new revision is being rolled out")
        : Health.CURRENT;
  }

  static Health daemonSet(JsonNode object) {
    JsonNode status = object.path("status");
    if (!object.path("metadata").has("generation")
        || !status.has("observedGeneration")
        || !status.has("desiredNumberScheduled")) {
      return Health.progress("its controller has not seen it yet");
    }
    long wanted = figure(object, "desiredNumberScheduled");
    boolean behind =
        wanted > figure(object, "currentNumberScheduled")
            || wanted > figure(object, "updatedNumberScheduled")
            || wanted > figure(object, "numberAvailable")
            || wanted > figure(object, "numberReady");
    return behind
        ? Health.progress(figure(object, "numberAvailable") + " of " + wanted + " are available")
        : Health.CURRENT;
  }

  static Health replicaSet(JsonNode object, Conditions conditions) {
    if (conditions.is("ReplicaFailure", "True")) {
      return Health.progress(conditions.text("ReplicaFailure"));
    }
    long wanted = wanted(object);
    boolean behind =
        wanted > figure(object, "fullyLabeledReplicas")
            || wanted > figure(object, "availableReplicas")
            || wanted > figure(object, "readyReplicas")
            || figure(object, "replicas") > wanted;
    return behind
        ? Health.progress(figure(object, "availableReplicas") + " of " + wanted + " are available")
        : Health.CURRENT;
  }

  private static long wanted(JsonNode object) {
    return object.path("spec").path("replicas").asLong(1);
  }

  private static long figure(JsonNode object, String key) {
    return object.path("status").path(key).asLong(0);
  }
}
