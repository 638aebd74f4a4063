package dev.tagboat.applier.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tagboat.applier.drift.Managers;
import dev.tagboat.applier.plan.Treatment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides whose fields are taken. Those of kubectl always: people type, the config repo decides.
 * Those of others only when they changed what had been applied before, which is drift. Never those
 * of another applier, nor of Kubernetes' own controllers: that would be a fight without an end.
 *
 * @param drifted whether what is wanted was applied before as it is now
 */
record Conflicts(Optional<ObjectNode> live, boolean drifted, Treatment treatment) {

  boolean mayTake(List<Answer.Conflict> conflicts) {
    return treatment.takeOver() || conflicts.stream().allMatch(this::mayTake);
  }

  private boolean mayTake(Answer.Conflict conflict) {
    String manager = conflict.manager();
    if (Managers.isKubectl(manager) || manager.equals(Managers.OURS)) {
      return true;
    }
    return drifted && live.isPresent() && Managers.isMeddler(live.get(), manager);
  }

  static String sentence(List<Answer.Conflict> conflicts) {
    return conflicts.stream()
        .map(conflict -> conflict.field() + " belongs to the field manager " + conflict.manager())
        .distinct()
        .collect(
            Collectors.joining(
                "; ",
                "",
                ". Leave the field to it (out of the config repo, or by drift.ignore), or take it"
                    + " with the annotation tagboat.dev/take-over=enabled"));
  }
}
