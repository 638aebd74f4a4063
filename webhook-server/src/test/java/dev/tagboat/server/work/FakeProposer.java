package dev.tagboat.server.work;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.ImageEvidence;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Progress;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Opens pull request #7 for everything, unless told otherwise. */
final class FakeProposer implements Proposer {
  static final String URL = "https://forge.example/acme/config/pull/7";

  final List<List<String>> batches = new CopyOnWriteArrayList<>();
  final List<ImageEvidence> evidence = new CopyOnWriteArrayList<>();
  final Map<Integer, PullRequest.State> states = new ConcurrentHashMap<>();
  volatile Function<List<Candidate>, List<Outcome>> answer = FakeProposer::proposed;

  @Override
  public List<Outcome> propose(Target target, List<Candidate> batch, Progress progress) {
    batches.add(batch.stream().map(c -> c.push().tag().value()).toList());
    batch.forEach(c -> evidence.add(c.evidence()));
    batch.forEach(c -> progress.done(c.id(), Progress.Step.FETCHED, "base"));
    List<Outcome> outcomes = answer.apply(batch);
    batch.forEach(c -> progress.done(c.id(), Progress.Step.PUSHED, "branch"));
    return outcomes;
  }

  @Override
  public Optional<PullRequest> look(Target target, int number) {
    return Optional.of(pullRequest(number, states.getOrDefault(number, PullRequest.State.OPEN)));
  }

  /** The newest of the batch is proposed, the others gave way to it. */
  static List<Outcome> proposed(List<Candidate> batch) {
    List<Outcome> outcomes = new ArrayList<>();
    Candidate last = batch.get(batch.size() - 1);
    for (Candidate candidate : batch) {
      outcomes.add(
          candidate.id().equals(last.id())
              ? new Outcome.Proposed(
                  candidate.id(),
                  Outcome.Action.CREATED,
                  "tagboat/web",
                  new CommitId("c".repeat(40)),
                  pullRequest(7, PullRequest.State.OPEN),
                  List.of(candidate.push().tag()),
                  List.of(),
                  "diff",
                  List.of("no such reviewer"),
                  "pull request #7 opened: " + URL)
              : new Outcome.Declined(candidate.id(), "a newer one is proposed"));
    }
    return outcomes;
  }

  private static PullRequest pullRequest(int number, PullRequest.State state) {
    return new PullRequest(
        number, URL, state, false, "title", "body", "tagboat/web", "c".repeat(40), "main");
  }
}
