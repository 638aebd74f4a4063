package dev.tagboat.applier.plan;

import dev.tagboat.applier.desired.Manifest;
import java.util.List;

/**
 * Objects that are tried together before the first of them is written.
 *
 * @param waits whether the next stage starts only when these are ready
 */
public record Stage(String name, List<Manifest> manifests, boolean waits) {
  public Stage {
    manifests = List.copyOf(manifests);
  }
}
