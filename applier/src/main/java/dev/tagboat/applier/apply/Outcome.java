package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.health.Health;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What became of a plan.
 *
 * @param results one for each object that is wanted or was to be deleted
 * @param health of those that exist
 */
public record Outcome(
    List<Result> results, List<Drifted> drift, SortedMap<ObjectId, Health> health) {
  public Outcome {
    results = List.copyOf(results);
    drift = List.copyOf(drift);
    health = Collections.unmodifiableSortedMap(new TreeMap<>(health));
  }

  public boolean isFailed() {
    return results.stream().anyMatch(result -> result.action() == Action.FAILED);
  }

  /** Whether the cluster is, or was before this run, other than the config repo says. */
  public boolean isDifferent() {
    return results.stream()
        .anyMatch(r -> r.action() != Action.UNCHANGED && r.action() != Action.SKIPPED);
  }
}
