package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import dev.tagboat.applier.health.Kstatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for objects, by asking again, up to a deadline. */
final class Waiting {
  private static final Duration STEP = Duration.ofMillis(250);

  private final Cluster cluster;
  private final Pause pause;
  private final long steps;

  Waiting(Cluster cluster, Pause pause, Duration deadline) {
    this.cluster = cluster;
    this.pause = pause;
    this.steps = Math.max(1, deadline.toMillis() / STEP.toMillis());
  }

  /** Until the object with that UID does not exist any more; else why it still does. */
  Optional<String> gone(Kind kind, ObjectId id, String uid) {
    Optional<ObjectNode> there = same(kind, id, uid);
    for (long step = 0; step < steps && there.isPresent(); step++) {
      pause.pause(STEP);
      there = same(kind, id, uid);
    }
    return there.map(Waiting::lingering);
  }

  private Optional<ObjectNode> same(Kind kind, ObjectId id, String uid) {
    return cluster
        .get(kind, id)
        .filter(object -> object.path("metadata").path("uid").asText().equals(uid));
  }

  private static String lingering(ObjectNode object) {
    List<String> finalizers = new ArrayList<>();
    for (JsonNode finalizer : object.path("metadata").path("finalizers")) {
      finalizers.add(finalizer.asText());
    }
    for (JsonNode finalizer : object.path("spec").path("finalizers")) {
      finalizers.add(finalizer.asText());
    }
    return finalizers.isEmpty()
        ? "it is still being deleted"
        : "it waits for its finalizers: " + String.join(", ", finalizers);
  }

  /** Until the object is ready or failed; its health then. */
  Health settled(Kind kind, ObjectId id) {
    Health health = health(kind, id);
    for (long step = 0; step < steps && !health.isSettled(); step++) {
      pause.pause(STEP);
      health = health(kind, id);
    }
    return health;
  }

  private Health health(Kind kind, ObjectId id) {
    return cluster
        .get(kind, id)
        .map(Kstatus::of)
        .orElse(new Health(Health.State.NOT_FOUND, "is gone"));
  }

  /** Until the cluster serves a kind whose definition was just applied. */
  boolean served(String apiVersion, String kind) {
    for (long step = 0; step < steps; step++) {
      if (cluster.kind(apiVersion, kind).isPresent()) {
        return true;
      }
      pause.pause(STEP);
      cluster.forgetKinds();
    }
    return false;
  }
}
