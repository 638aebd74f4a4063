package dev.tagboat.bot.run;

import dev.tagboat.bot.pull.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One candidate can have to do with several groups; its outcome is what matters most of them. */
final class Merged {
  /** What is not finished must be heard of first. */
  private static final List<Class<? extends Outcome>> RANK =
      List.of(
          Outcome.Later.class,
          Outcome.Failed.class,
          Outcome.Waiting.class,
          Outcome.Proposed.class,
          Outcome.Drafted.class,
          Outcome.Declined.class,
          Outcome.NothingToDo.class);

  private Merged() {}

  static Outcome of(List<Outcome> outcomes) {
    for (Class<? extends Outcome> kind : RANK) {
      List<Outcome> same = outcomes.stream().filter(kind::isInstance).toList();
      if (!same.isEmpty()) {
        return same.size() == 1 ? same.get(0) : merged(same);
      }
    }
    throw new IllegalArgumentException("no outcome");
  }

  private static Outcome merged(List<Outcome> same) {
    String sentence =
        same.stream().map(Outcome::sentence).distinct().collect(Collectors.joining("; "));
    if (same.get(0) instanceof Outcome.Proposed first) {
      List<String> warnings = new ArrayList<>();
      List<Comparison> evidence = new ArrayList<>();
      StringBuilder diff = new StringBuilder();
      for (Outcome outcome : same) {
        Outcome.Proposed proposed = (Outcome.Proposed) outcome;
        warnings.addAll(proposed.warnings());
        evidence.addAll(proposed.evidence());
        diff.append(proposed.diff());
      }
      return new Outcome.Proposed(
          first.candidateId(),
          first.action(),
          first.branch(),
          first.commit(),
          first.pullRequest(),
          first.tags(),
          evidence,
          diff.toString(),
          warnings.stream().distinct().toList(),
          sentence);
    }
    return same.get(0);
  }
}
