package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a plan.
 *
 * @param results one for each object that is wanted or was to be deleted
 * @param health of those that exist
 * @param images of the workloads among them
 * @param kinds of what is wanted
 */
public record Outcome(
    List<Result> results,
    List<Drifted> drift,
    SortedMap<ObjectId, Health> health,
    List<RunningImage> images,
    Set<Kind> kinds) {
  public Outcome {
    results = List.copyOf(results);
    drift = List.copyOf(drift);
    images = List.copyOf(images);
    kinds = Set.copyOf(kinds);
    health = Collections.unmodifiableSortedMap(new TreeMap<>(health));
  }
}
