package dev.tagboat.applier.health;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The containers of the kinds that run some, the ones that come first before the others. */
public final class Containers {
  private Containers() {}

  /** Empty for any other kind. */
  public static List<Container> of(JsonNode object) {
    JsonNode pod = podSpec(object);
    List<Container> containers = new ArrayList<>();
    add(
        pod.path("initContainers"),
        object.path("status").path("initContainerStatuses"),
        containers);
    add(pod.path("containers"), object.path("status").path("containerStatuses"), containers);
    return List.copyOf(containers);
  }

  private static JsonNode podSpec(JsonNode object) {
    JsonNode spec = object.path("spec");
    return switch (object.path("kind").asText()) {
      case "Pod" -> spec;
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job" ->
          spec.path("template").path("spec");
      case "CronJob" -> spec.path("jobTemplate").path("spec").path("template").path("spec");
      default -> spec.path("");
    };
  }

  private static void add(JsonNode containers, JsonNode statuses, List<Container> to) {
    for (JsonNode container : containers) {
      String name = container.path("name").asText();
      String image = container.path("image").asText();
      if (!image.isEmpty()) {
        to.add(new Container(name, image, running(statuses, name)));
      }
    }
  }

  // Written by the node: docker.io/library/nginx@sha256:…
  private static String running(JsonNode statuses, String name) {
    return StreamSupport.stream(statuses.spliterator(), false)
        .filter(status -> status.path("name").asText().equals(name))
        .map(status -> status.path("imageID").asText())
        .filter(id -> id.indexOf('@') >= 0)
        .map(id -> id.substring(id.indexOf('@') + 1))
        .findFirst()
        .orElse("");
  }

  /**
   * How many of how many are ready, such as {@code 2/3}; empty where there is no such number.
   *
   * <p>A Job counts its completions.
   */
  public static String ready(JsonNode object) {
    JsonNode spec = object.path("spec");
    JsonNode status = object.path("status");
    return switch (object.path("kind").asText()) {
      case "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController" ->
          fraction(status.path("readyReplicas"), spec.path("replicas").asLong(1));
      case "DaemonSet" ->
          fraction(status.path("numberReady"), status.path("desiredNumberScheduled").asLong(0));
      case "Job" -> fraction(status.path("succeeded"), spec.path("completions").asLong(1));
      case "Pod" -> (new Conditions(object).is("Ready", "True") ? 1 : 0) + "/1";
      default -> "";
    };
  }

  private static String fraction(JsonNode part, long whole) {
    return part.asLong(0) + "/" + whole;
  }
}
