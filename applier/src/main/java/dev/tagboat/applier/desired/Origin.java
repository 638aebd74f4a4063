package dev.tagboat.applier.desired;

import java.util.Optional;

/**
 * What a person would change so that an object is otherwise.
 *
 * @param file from the root of the config repo: with the object itself, with the manifest that asks
 *     for a chart, or the folder of a kustomization
 * @param line from 1; empty where no single one of the file says it
 */
public record Origin(String file, Optional<Integer> line) {}
