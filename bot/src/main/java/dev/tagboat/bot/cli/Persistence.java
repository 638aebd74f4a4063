package dev.tagboat.bot.cli;

import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Proposes again what trouble that passes held back, such as many jobs at once that move one
 * branch; and looks once more at what was proposed, since another job may have written its text
 * over ours.
 *
 * @param patience for how long; zero for one attempt and no second look
 */
record Persistence(Clock clock, Duration patience, Consumer<Duration> pause) {
  private static final int LOOKS = 5;
  private static final long FIRST_MILLIS = 500;
  private static final long LAST_MILLIS = 15_000;

  /**
   * @return one outcome for each candidate, in their order
   */
  List<Outcome> propose(
      List<Candidate> candidates, Function<List<Candidate>, List<Outcome>> propose) {
    Map<Candidate, Outcome> known = new LinkedHashMap<>();
    candidates.forEach(c -> known.put(c, new Outcome.Failed(c.id(), "not tried")));
    Instant end = clock.instant().plus(patience);
    List<Candidate> open = candidates;
    for (int attempt = 0; !open.isEmpty(); attempt++) {
      known.putAll(attempt(open, propose));
      open = candidates.stream().filter(c -> known.get(c) instanceof Outcome.Later).toList();
      Duration wait = wait(attempt, known.values());
      if (open.isEmpty() || clock.instant().plus(wait).isAfter(end)) {
        break;
      }
      pause.accept(wait);
    }
    if (!patience.isZero()) {
      settle(known, propose);
    }
    return known.values().stream().map(Persistence::told).toList();
  }

  // Whoever calls a command decides when to call it again; here it ends with a sentence.
  private static Outcome told(Outcome outcome) {
    return outcome instanceof Outcome.Later later
        ? new Outcome.Failed(later.candidateId(), later.sentence() + " (worth another try later)")
        : outcome;
  }

  private static Map<Candidate, Outcome> attempt(
      List<Candidate> candidates, Function<List<Candidate>, List<Outcome>> propose) {
    Map<Candidate, Outcome> known = new LinkedHashMap<>();
    try {
      List<Outcome> outcomes = propose.apply(candidates);
      for (int i = 0; i < candidates.size(); i++) {
        known.put(candidates.get(i), outcomes.get(i));
      }
    } catch (TransientFault fault) {
      candidates.forEach(c -> known.put(c, new Outcome.Later(c.id(), fault)));
    }
    return known;
  }

  // At random, or those who met once would meet again.
  private static Duration wait(int attempt, Collection<Outcome> outcomes) {
    long most = Math.min(LAST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10));
    Duration random = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 4, most));
    return outcomes.stream()
        .filter(Outcome.Later.class::isInstance)
        .flatMap(later -> ((Outcome.Later) later).fault().retryAfter().stream())
        .filter(asked -> asked.compareTo(random) > 0)
        .max(Comparator.naturalOrder())
        .orElse(random);
  }

  private void settle(
      Map<Candidate, Outcome> known, Function<List<Candidate>, List<Outcome>> propose) {
    List<Candidate> moved = moved(known, List.copyOf(known.keySet()));
    for (int look = 1; look < LOOKS && !moved.isEmpty(); look++) {
      Map<Candidate, Outcome> again = attempt(moved, propose);
      moved = moved(again, moved);
      again.forEach((candidate, outcome) -> known.computeIfPresent(candidate, merged(outcome)));
    }
  }

  private static List<Candidate> moved(Map<Candidate, Outcome> known, List<Candidate> of) {
    return of.stream()
        .filter(
            c ->
                known.get(c) instanceof Outcome.Proposed proposed
                    && proposed.action() != Outcome.Action.UNCHANGED)
        .toList();
  }

  // What was done first is what people are told of; where it stands now may have moved.
  private static BiFunction<Candidate, Outcome, Outcome> merged(Outcome later) {
    return (candidate, first) ->
        first instanceof Outcome.Proposed done && later instanceof Outcome.Proposed now
            ? new Outcome.Proposed(
                done.candidateId(),
                done.action(),
                now.branch(),
                now.commit(),
                now.pullRequest() == null ? done.pullRequest() : now.pullRequest(),
                now.tags(),
                now.evidence(),
                now.diff(),
                done.warnings(),
                done.sentence())
            : first;
  }
}
