package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.desired.Origin;
import dev.tagboat.applier.drift.Change;
import dev.tagboat.applier.drift.Hands;
import java.util.List;

/**
 * An object that somebody changed without the config repo.
 *
 * @param origin where the config repo says how it should be
 * @param healed whether it was written back
 * @param hands who changed it
 * @param changes from what is there to what the config repo says
 */
public record Drifted(
    ObjectId id, Origin origin, boolean healed, String reason, Hands hands, List<Change> changes) {
  public Drifted {
    changes = List.copyOf(changes);
  }
}
