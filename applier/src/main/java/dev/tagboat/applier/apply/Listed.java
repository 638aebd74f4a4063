package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.Packed;

/**
 * An object of a list.
 *
 * @param namespace empty when it is in none
 * @param object as it stands in the list: without its {@code apiVersion} and {@code kind}
 */
public record Listed(String namespace, String name, Packed object) {}
