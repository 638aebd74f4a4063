package dev.tagboat.applier.health;

/**
 * A container of a workload.
 *
 * @param image as it is written in the object, with tag and digest
 * @param running the digest that the node says it runs; empty where only a pod could tell
 */
public record Container(String name, String image, String running) {}
