package dev.tagboat.bot.cli;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.run.Outcome;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Says what became of proposals. */
final class ProposeReport {
  /** What there is only when something is proposed. */
  private static final List<String> NONE =
      List.of("action", "branch", "commit", "pullRequest", "verified", "diff", "evidence");

  private final Console console;
  private final List<Outcome> outcomes;
  private final Predicate<CommitId> verified;

  /**
   * @param verified whether the forge shows a commit as signed; asked only where that is told
   */
  ProposeReport(Console console, List<Outcome> outcomes, Predicate<CommitId> verified) {
    this.console = console;
    this.verified = verified;
    this.outcomes = List.copyOf(outcomes);
  }

  int exitCode() {
    return outcomes.stream().anyMatch(one -> hasFailed(one) || isUnproven(one))
        ? Exit.FAILED
        : Exit.OK;
  }

  void json() {
    Map<CommitId, Boolean> known = new HashMap<>();
    JsonRow.print(
        console,
        outcomes.stream()
            .map(outcome -> row(outcome, id -> known.computeIfAbsent(id, verified::test)))
            .toList());
  }

  /** Diffs and texts are the result; the sentences are about it. */
  void text() {
    // Two tags of one image share one branch, which is shown once.
    Set<String> shown = new LinkedHashSet<>();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Proposed proposed && shown.add(proposed.branch())) {
        new DiffText(console).print(proposed.diff());
      } else if (outcome instanceof Outcome.Drafted draft && shown.add(draft.branch())) {
        console.out().print(console.safe(draft.title()) + "\n\n");
        draft.body().lines().forEach(line -> console.out().print(console.safe(line) + "\n"));
        console.out().print("\n");
        new DiffText(console).print(draft.diff());
      }
    }
    for (Outcome outcome : outcomes) {
      // The server comes back by itself; here nobody does.
      String then = outcome instanceof Outcome.Waiting ? "; run this again then" : "";
      console.note(outcome.candidateId() + ": " + outcome.sentence() + then);
      warnings(outcome).forEach(warning -> console.note("warning: " + warning));
    }
  }

  private static List<String> warnings(Outcome outcome) {
    if (outcome instanceof Outcome.Proposed proposed) {
      return proposed.warnings();
    }
    return outcome instanceof Outcome.Drafted draft ? draft.warnings() : List.of();
  }

  private static JsonRow row(Outcome outcome, Predicate<CommitId> verified) {
    JsonRow row = new JsonRow().with("image", outcome.candidateId());
    if (outcome instanceof Outcome.Proposed proposed) {
      row.with("outcome", "proposed")
          .with("action", key(proposed.action()))
          .with("branch", proposed.branch())
          .with("commit", proposed.commit().value())
          .with("pullRequest", pullRequest(proposed.pullRequest()))
          .with("verified", verified.test(proposed.commit()))
          .with("diff", proposed.diff())
          .with("evidence", EvidenceRows.of(proposed.evidence()))
          .with("title", proposed.pullRequest() == null ? null : proposed.pullRequest().title())
          .with("body", proposed.pullRequest() == null ? null : proposed.pullRequest().body());
    } else if (outcome instanceof Outcome.Drafted draft) {
      row.with("outcome", "drafted")
          .with("action", key(draft.action()))
          .with("branch", draft.branch())
          .with("commit", null)
          .with("pullRequest", null)
          .with("verified", null)
          .with("diff", draft.diff())
          .with("evidence", EvidenceRows.of(draft.evidence()))
          .with("title", draft.title())
          .with("body", draft.body());
    } else {
      row.with("outcome", name(outcome));
      NONE.forEach(key -> row.with(key, null));
    }
    return row.with("warnings", warnings(outcome)).with("sentence", outcome.sentence());
  }

  // Nobody waits here for a later try.
  // Whoever calls this in CI must see it: nobody comes back here to look for the signature.
  private static boolean isUnproven(Outcome outcome) {
    return outcome instanceof Outcome.Declined no && no.unproven();
  }

  private static boolean hasFailed(Outcome outcome) {
    return outcome instanceof Outcome.Failed || outcome instanceof Outcome.Later;
  }

  private static String name(Outcome outcome) {
    if (hasFailed(outcome)) {
      return "failed";
    }
    if (outcome instanceof Outcome.Waiting) {
      return "waiting";
    }
    return outcome instanceof Outcome.Declined ? "declined" : "nothing-to-do";
  }

  private static String key(Outcome.Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable JsonRow pullRequest(@Nullable PullRequest pullRequest) {
    return pullRequest == null
        ? null
        : new JsonRow().with("number", pullRequest.number()).with("url", pullRequest.url());
  }
}
