package dev.tagboat.applier.apply;

import dev.tagboat.applier.desired.ObjectId;
import dev.tagboat.applier.drift.Change;
import java.util.List;

/**
 * What became of one object.
 *
 * @param reason a sentence; empty when there is nothing to say
 * @param changes what was changed, or would be
 * @param warnings of the server
 */
public record Result(
    ObjectId id, Action action, String reason, List<Change> changes, List<String> warnings) {
  public Result {
    changes = List.copyOf(changes);
    warnings = List.copyOf(warnings);
  }

  static Result of(ObjectId id, Action action, String reason) {
    return new Result(id, action, reason, List.of(), List.of());
  }
}
