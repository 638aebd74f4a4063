package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Change;
import java.util.List;

/**
 * An object that somebody changed without the config repo.
 *
 * @param healed whether it was written back
 * @param changes from what is there to what the config repo says
 */
public record Drifted(ObjectId id, boolean healed, String reason, List<Change> changes) {
  public Drifted {
    changes = List.copyOf(changes);
  }
}
