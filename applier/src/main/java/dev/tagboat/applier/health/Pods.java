package dev.tagboat.applier.health;

import com.fasterxml.jackson.databind.JsonNode;

/** Pods, and jobs. */
final class Pods {
  private Pods() {}

  static Health pod(JsonNode object, Conditions conditions) {
    return switch (object.path("status").path("phase").asText()) {
      case "Succeeded", "Failed" -> Health.CURRENT;
      case "Running" -> running(object, conditions);
      default ->
          Health.progress(
              conditions.reason("PodScheduled").equals("Unschedulable")
                  ? conditions.text("PodScheduled")
                  : "does not run yet");
    };
  }

  private static Health running(JsonNode object, Conditions conditions) {
    if (conditions.is("Ready", "True")) {
      return Health.CURRENT;
    }
    for (JsonNode container : object.path("status").path("containerStatuses")) {
      String reason = container.path("state").path("waiting").path("reason").asText();
      if (reason.equals("CrashLoopBackOff")) {
        return Health.failed("the container " + container.path("name").asText() + " crashes");
      }
    }
    return Health.progress("is not ready yet");
  }

  static Health job(JsonNode object, Conditions conditions) {
    if (conditions.is("Failed", "True")) {
      return Health.failed(conditions.text("Failed"));
    }
    boolean done =
        conditions.is("Complete", "True") || object.path("spec").path("suspend").asBoolean();
    return done ? Health.CURRENT : Health.progress("is not complete yet");
  }
}
