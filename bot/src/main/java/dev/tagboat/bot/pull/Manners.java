package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.git.Identity;
import java.util.Optional;

/** Decides what to do with branch and pull request; never fights a person. */
public final class Manners {
  /** Who our commits are by; a commit by anyone else on our branch is a person's. */
  public static final Identity SELF = new Identity("Tagboat", "bot@tagboat.dev");

  private Manners() {}

  /**
   * @param message the message our commit is to have
   * @param text title and body the pull request is to have
   */
  public static Move decide(
      Change change, String message, PullRequestText text, Situation situation) {
    Optional<PullRequest> open = situation.open();
    Optional<PullRequest> refused =
        situation.pullRequests().stream()
            .filter(pr -> pr.state() == PullRequest.State.CLOSED)
            .filter(pr -> StateBlock.parse(pr.body()).filter(b -> b.proposes(change)).isPresent())
            .findFirst();
    if (open.isEmpty() && refused.isPresent()) {
      return new Move.HandsOff(
          "pull request #"
              + refused.get().number()
              + " proposed this very tag and was closed without merging; a newer tag will be"
              + " proposed again");
    }
    Optional<CommitSummary> foreign = situation.foreignCommit(SELF.email());
    if (foreign.isPresent()) {
      return new Move.HandsOff(
          "the branch holds commit "
              + foreign.get().id().abbreviated()
              + " by somebody else, which Tagboat does not overwrite; merge or close the pull"
              + " request, or delete the branch");
    }
    return new Move.Propose(
        !isCurrent(message, situation),
        open.orElse(null),
        open.filter(pr -> !pr.title().equals(text.title()) || !sameText(pr.body(), text.body()))
            .isPresent());
  }

  private static boolean isCurrent(String message, Situation situation) {
    return situation.head() != null
        && situation.commits().size() == 1
        && situation.contentCurrent()
        && situation.commits().get(0).message().strip().equals(message.strip());
  }

  // Forges hand bodies back with other line ends.
  private static boolean sameText(String a, String b) {
    return a.replace("\r\n", "\n").strip().equals(b.replace("\r\n", "\n").strip());
  }
}
