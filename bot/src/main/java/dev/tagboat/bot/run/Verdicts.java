package dev.tagboat.bot.run;

import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Refusal;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.policy.Rejection;
import dev.tagboat.bot.pull.Move;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a plan into one outcome, with one sentence, for each candidate. */
final class Verdicts {
  private static final int MAX_REASONS = 3;
  private static final Set<Rejection> DISPROVEN =
      EnumSet.of(Rejection.UNSIGNED, Rejection.SIGNATURE_MISMATCH, Rejection.SIGNATURE_UNKNOWN);

  private final BumpPlan plan;
  private final List<String> problems;

  Verdicts(BumpPlan plan, List<String> problems) {
    this.plan = plan;
    this.problems = problems;
  }

  /** The plan for one candidate in one line. */
  static String summary(BumpPlan plan, Candidate candidate) {
    long change = plan.bumps().stream().filter(b -> is(b.wanted(), candidate)).count();
    long stay = plan.refusals().stream().filter(r -> is(r.wanted(), candidate)).count();
    return change + " places change, " + stay + " stay";
  }

  /** Why one of these is not as a rule wants it proven; null when that is not why it is refused. */
  static @Nullable String unproven(BumpPlan plan, List<Wanted> proposed) {
    return plan.refusals().stream()
        .filter(refusal -> proposed.contains(refusal.wanted()))
        .filter(Verdicts::isDisproven)
        .map(refusal -> refusal.wanted() + ": " + refusal.sentence())
        .findFirst()
        .orElse(null);
  }

  /**
   * Which of these may well be proven, but nobody has looked; null when there is none. Then neither
   * is known: that they may stay, and that they may not.
   */
  static @Nullable String unasked(BumpPlan plan, List<Wanted> proposed) {
    return plan.refusals().stream()
        .filter(refusal -> proposed.contains(refusal.wanted()))
        .filter(refusal -> refusal.rejection() == Rejection.SIGNATURE_UNASKED)
        .map(refusal -> refusal.wanted() + ": " + refusal.sentence())
        .findFirst()
        .orElse(null);
  }

  private static boolean isDisproven(Refusal refusal) {
    return refusal.rejection() != null && DISPROVEN.contains(refusal.rejection());
  }

  private static boolean isUnproven(Refusal refusal) {
    return isDisproven(refusal) || refusal.rejection() == Rejection.SIGNATURE_UNASKED;
  }

  Map<Candidate, Outcome> withoutChange(List<Candidate> candidates) {
    Map<Candidate, Outcome> outcomes = new HashMap<>();
    candidates.forEach(candidate -> outcomes.put(candidate, withoutChange(candidate)));
    return outcomes;
  }

  Map<Candidate, Outcome> declined(List<Candidate> candidates, String sentence) {
    return candidates.stream()
        .collect(Collectors.toMap(c -> c, c -> new Outcome.Declined(c.id(), sentence)));
  }

  /** Those that would have been proposed wait. */
  Map<Candidate, Outcome> waiting(List<Candidate> candidates, Move.Wait wait) {
    Map<Candidate, Outcome> outcomes = new HashMap<>();
    for (Candidate candidate : candidates) {
      outcomes.put(
          candidate,
          won(candidate)
              ? new Outcome.Waiting(candidate.id(), wait.sentence(), wait.until())
              : withoutChange(candidate));
    }
    return outcomes;
  }

  Map<Candidate, Outcome> proposed(List<Candidate> candidates, Hands.Result result) {
    Map<Candidate, Outcome> outcomes = new HashMap<>();
    for (Candidate candidate : candidates) {
      outcomes.put(
          candidate,
          won(candidate) ? result.outcome(candidate.id(), problems) : withoutChange(candidate));
    }
    return outcomes;
  }

  /** Those that a place changes to: what is committed and pushed is theirs alone. */
  List<Candidate> winners(List<Candidate> candidates) {
    return candidates.stream().filter(this::won).toList();
  }

  private boolean won(Candidate candidate) {
    return plan.bumps().stream().anyMatch(bump -> is(bump.wanted(), candidate));
  }

  private Outcome withoutChange(Candidate candidate) {
    List<Refusal> refusals =
        plan.refusals().stream().filter(refusal -> is(refusal.wanted(), candidate)).toList();
    if (refusals.isEmpty()) {
      return new Outcome.NothingToDo(
          candidate.id(),
          withProblems(
              "no place in the config repo runs "
                  + candidate.push().image()
                  + "; symbolic links and submodules are not followed"));
    }
    List<Refusal> telling =
        refusals.stream().filter(r -> r.kind() != Refusal.Kind.ALREADY_THERE).toList();
    if (telling.isEmpty()) {
      return new Outcome.NothingToDo(
          candidate.id(), withProblems("the config repo has it already"));
    }
    String sentence = withProblems(sentences(telling));
    return telling.stream()
        .map(Refusal::until)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .<Outcome>map(until -> new Outcome.Waiting(candidate.id(), sentence, until))
        .orElseGet(
            () ->
                new Outcome.Declined(
                    candidate.id(), sentence, telling.stream().anyMatch(Verdicts::isUnproven)));
  }

  private static String sentences(List<Refusal> refusals) {
    List<String> distinct =
        refusals.stream().collect(Collectors.groupingBy(Refusal::reason)).entrySet().stream()
            .map(entry -> entry.getValue().get(0).site().where() + ": " + entry.getKey())
            .sorted()
            .toList();
    return Stream.concat(
            distinct.stream().limit(MAX_REASONS),
            distinct.size() > MAX_REASONS
                ? Stream.of("and " + (distinct.size() - MAX_REASONS) + " more")
                : Stream.empty())
        .collect(Collectors.joining("; "));
  }

  private String withProblems(String sentence) {
    if (problems.isEmpty()) {
      return sentence;
    }
    String more = problems.size() == 1 ? "" : "; and " + (problems.size() - 1) + " more files";
    return sentence + " (left alone: " + problems.get(0) + more + ")";
  }

  private static boolean is(Wanted wanted, Candidate candidate) {
    return wanted.image().equals(candidate.push().image())
        && wanted.tag().equals(candidate.push().tag())
        && Objects.equals(wanted.digest(), candidate.digest());
  }
}
