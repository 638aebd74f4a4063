package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.PullRequest;
import java.util.List;
import java.util.Optional;

/** The whole way from confirmed pushes to pull requests, for one config repo at a time. */
public interface Proposer {

  /**
   * Proposes a batch; safe to run again after a crash at any point: the same batch gives one
   * branch, one commit and one pull request for each group. Serialised per config repo.
   *
   * @return exactly one outcome for each candidate, in their order
   * @throws dev.tagboat.bot.fault.TransientFault when the whole batch is worth another try later;
   *     when only a part of it is, that part is {@link Outcome.Later}
   */
  List<Outcome> propose(Target target, List<Candidate> batch, Progress progress);

  /** The pull request as it is now, to learn of a merge. */
  Optional<PullRequest> look(Target target, int number);

  /**
   * Looks after an open pull request of ours: does what people ask for in comments, brings it to
   * what its base now needs, and closes it when nothing is left to change.
   *
   * @return the pull request as it was found, to learn of a merge
   */
  default Optional<PullRequest> tend(Target target, int number) {
    return look(target, number);
  }
}
