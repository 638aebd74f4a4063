package dev.tagboat.server.work;

import dev.tagboat.bot.fault.Fault;
import dev.tagboat.bot.fault.TransientFault;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.run.Candidate;
import dev.tagboat.bot.run.Outcome;
import dev.tagboat.bot.run.Progress;
import dev.tagboat.bot.run.Proposer;
import dev.tagboat.bot.run.Target;
import dev.tagboat.server.inbox.Contacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes whether a config repo and its forge answer whoever works for it. */
record Listening(String repository, Proposer proposer, Contacts contacts) implements Proposer {
  @Override
  public List<Outcome> propose(Target target, List<Candidate> batch, Progress progress) {
    List<Outcome> outcomes = heard(() -> proposer.propose(target, batch, progress));
    note(
        outcomes.stream()
            .filter(one -> one instanceof Outcome.Later || one instanceof Outcome.Failed)
            .map(Outcome::sentence)
            .findFirst()
            .orElse(null));
    return outcomes;
  }

  @Override
  public Optional<PullRequest> look(Target target, int number) {
    Optional<PullRequest> found = heard(() -> proposer.look(target, number));
    note(null);
    return found;
  }

  @Override
  public Optional<PullRequest> tend(Target target, int number) {
    Optional<PullRequest> found = heard(() -> proposer.tend(target, number));
    note(null);
    return found;
  }

  private <T> T heard(Supplier<T> call) {
    try {
      return call.get();
    } catch (Fault fault) {
      note(String.valueOf(fault.getMessage()));
      throw fault;
    }
  }

  private void note(@Nullable String problem) {
    try {
      if (problem == null) {
        contacts.good(repository);
      } else {
        contacts.failed(repository, problem);
      }
    } catch (TransientFault e) {
      // What was done counts; that it went well is only for people to see.
      return;
    }
  }
}
