package dev.tagboat.applier.plan;

import dev.tagboat.applier.desired.Manifest;
import dev.tagboat.applier.inventory.Entry;
import java.util.List;
import java.util.stream.Stream;

/**
 * What to do.
 *
 * @param revision the commit
 * @param stages in their order
 * @param prune owned, and no longer wanted; in the order of deletion
 */
public record Plan(String revision, List<Stage> stages, List<Entry> prune) {
  public Plan {
    stages = List.copyOf(stages);
    prune = List.copyOf(prune);
  }

  /** All that is wanted. */
  public Stream<Manifest> manifests() {
    return stages.stream().flatMap(stage -> stage.manifests().stream());
  }
}
