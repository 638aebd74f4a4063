package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tagboat.applier.drift.Fingerprint;
import dev.tagboat.applier.health.Container;
import dev.tagboat.applier.health.Containers;
import dev.tagboat.applier.health.Health;
import dev.tagboat.applier.health.Kstatus;
import dev.tagboat.applier.inventory.Entry;
import java.util.List;

/**
 * What is kept of an object that the cluster has: the object itself takes hundreds of times as much
 * memory.
 *
 * @param version changes when its wish changes: its UID and generation
 * @param found its {@linkplain Fingerprint#of fingerprint}
 * @param going whether it is being deleted
 * @param ready how many of how many, such as {@code 2/3}; empty where there is no such number
 */
record Gist(
    String uid,
    String version,
    String found,
    boolean going,
    Health health,
    List<Container> containers,
    String ready) {
  Gist {
    containers = List.copyOf(containers);
  }

  static Gist of(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    String uid = metadata.path("uid").asText();
    return new Gist(
        uid,
        uid + "/" + metadata.path("generation").asText(),
        Fingerprint.of(object),
        metadata.has("deletionTimestamp"),
        Kstatus.of(object),
        Containers.of(object),
        Containers.ready(object));
  }

  /** Whether the cluster has it as it was left when it was applied last. */
  boolean isAsIn(Entry entry) {
    return entry.uid().equals(uid)
        && !going
        && !entry.found().isEmpty()
        && entry.found().equals(found);
  }
}
