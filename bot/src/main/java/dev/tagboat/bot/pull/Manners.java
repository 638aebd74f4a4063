package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.image.Digest;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what to do with branch and pull request; never fights a person. */
public final class Manners {
  /** Who our commits are by; a commit by anyone else on our branch is a person's. */
  public static final Identity SELF = new Identity("Tagboat", "bot@tagboat.dev");

  private Manners() {}

  /**
   * Whether a person closed a pull request that proposed exactly this; empty when nobody did.
   *
   * @return a sentence that says so
   */
  public static Optional<String> refusal(
      ImageName image, Tag tag, @Nullable Digest digest, List<PullRequest> pullRequests) {
    return pullRequests.stream()
        .filter(pr -> pr.state() == PullRequest.State.CLOSED)
        .filter(
            pr ->
                StateBlock.parse(pr.body())
                    .filter(block -> block.proposes(image, tag, digest))
                    .isPresent())
        .findFirst()
        .map(
            pr ->
                "pull request #"
                    + pr.number()
                    + " proposed "
                    + tag
                    + " and was closed without merging; a newer tag will be proposed again");
  }

  /** A commit on our branch that is not ours, as a sentence; empty when all are ours. */
  public static Optional<String> foreignCommit(Situation situation) {
    return situation
        .foreignCommit(SELF.email())
        .map(
            commit ->
                "the branch holds commit "
                    + commit.id().abbreviated()
                    + " by somebody else, which Tagboat does not overwrite; merge or close the pull"
                    + " request, or delete the branch");
  }

  /**
   * @param message the message our commit is to have
   * @param text title and body the pull request is to have
   */
  public static Move decide(String message, PullRequestText text, Situation situation) {
    Optional<PullRequest> open = situation.open();
    Optional<String> foreign = foreignCommit(situation);
    if (foreign.isPresent()) {
      return new Move.HandsOff(foreign.get());
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
