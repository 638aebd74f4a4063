package dev.tagboat.applier.health;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The rules of kstatus (kubernetes-sigs/cli-utils), in its order, with one exception that Flux
 * makes too: a Job is current when it is complete, not while it runs.
 */
public final class Kstatus {
  private Kstatus() {}

  public static Health of(JsonNode object) {
    if (object.path("metadata").has("deletionTimestamp")) {
      return new Health(Health.State.TERMINATING, "is being deleted");
    }
    JsonNode observed = object.path("status").path("observedGeneration");
    if (observed.isNumber()
        && observed.asLong() != object.path("metadata").path("generation").asLong()) {
      return Health.progress("its controller has not seen the last change yet");
    }
    Conditions conditions = new Conditions(object);
    if (conditions.is("Reconciling", "True")) {
      return Health.progress(conditions.text("Reconciling"));
    }
    if (conditions.is("Stalled", "True")) {
      return Health.failed(conditions.text("Stalled"));
    }
    return byKind(object, conditions);
  }

  private static Health byKind(JsonNode object, Conditions conditions) {
    return switch (groupKind(object)) {
      case "Deployment.apps" -> Workloads.deployment(object, conditions);
      case "StatefulSet.apps" -> Workloads.statefulSet(object);
      case "DaemonSet.apps" -> Workloads.daemonSet(object);
      case "ReplicaSet.apps" -> Workloads.replicaSet(object, conditions);
      case "Pod" -> Pods.pod(object, conditions);
      case "Job.batch" -> Pods.job(object, conditions);
      case "PersistentVolumeClaim" -> claim(object);
      case "CustomResourceDefinition.apiextensions.k8s.io" -> definition(conditions);
      case "Service" -> service(object);
      case "ConfigMap", "Secret", "CronJob.batch", "PodDisruptionBudget.policy" -> Health.CURRENT;
      default -> ready(conditions);
    };
  }

  private static String groupKind(JsonNode object) {
    String version = object.path("apiVersion").asText();
    int slash = version.indexOf('/');
    String kind = object.path("kind").asText();
    return slash < 0 ? kind : kind + "." + version.substring(0, slash);
  }

  private static Health ready(Conditions conditions) {
    return !conditions.has("Ready") || conditions.is("Ready", "True")
        ? Health.CURRENT
        : Health.progress(conditions.text("Ready"));
  }

  private static Health claim(JsonNode object) {
    String phase = object.path("status").path("phase").asText();
    return phase.equals("Bound") ? Health.CURRENT : Health.progress("is not bound: " + phase);
  }

  private static Health definition(Conditions conditions) {
    if (conditions.is("NamesAccepted", "False")) {
      return Health.failed(conditions.text("NamesAccepted"));
    }
    if (conditions.is("Established", "False")
        && !conditions.reason("Established").equals("Installing")) {
      return Health.failed(conditions.text("Established"));
    }
    return conditions.is("Established", "True")
        ? Health.CURRENT
        : Health.progress("is not established yet");
  }

  private static Health service(JsonNode object) {
    JsonNode spec = object.path("spec");
    return spec.path("type").asText().equals("LoadBalancer")
            && spec.path("clusterIP").asText().isEmpty()
        ? Health.progress("has no cluster IP yet")
        : Health.CURRENT;
  }
}
