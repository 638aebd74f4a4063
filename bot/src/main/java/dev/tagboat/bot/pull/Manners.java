package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.git.Identity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides what to do with branch and pull request; never fights a person. */
public final class Manners {
  /** Who our commits are by; a commit by anyone else on our branch is a person's. */
  public static final Identity SELF = new Identity("Tagboat", "bot@tagboat.dev");

  /** The span that {@code per-hour} is counted over. */
  public static final Duration SPAN = Patience.HOUR;

  private static final String SAID = "<!-- tagboat:hands-off -->";

  private Manners() {}

  /** Whether we are both its author and its committer. */
  public static boolean isOurs(CommitSummary commit) {
    return commit.author().email().equals(SELF.email())
        && commit.committer().email().equals(SELF.email());
  }

  /** A commit on our branch that is not ours, as a sentence; empty when all are ours. */
  public static Optional<String> foreignCommit(Situation situation) {
    return situation
        .foreignCommit()
        .map(
            commit ->
                "the branch holds commit "
                    + commit.id().abbreviated()
                    + " by somebody else, which Tagboat does not overwrite; merge or close the pull"
                    + " request, delete the branch, or comment `tagboat: recreate`");
  }

  /**
   * What to say on a closed pull request whose no is taken back, where that alone opens nothing.
   */
  public static Optional<String> standsInTheWay(Situation situation) {
    return situation
        .foreignCommit()
        .map(
            commit ->
                "The no is taken back, but nothing is opened: the branch holds commit "
                    + commit.id().abbreviated()
                    + " by somebody else, which Tagboat does not overwrite. Delete the branch; the"
                    + " next push then opens a pull request.");
  }

  /** What to say on the pull request about a foreign commit; empty when it was said before. */
  public static Optional<String> notice(String sentence, List<Comment> comments) {
    return comments.stream().anyMatch(comment -> comment.body().contains(SAID))
        ? Optional.empty()
        : Optional.of("Hands off: " + sentence + ".\n\n" + SAID);
  }

  /**
   * @param message the message our commit is to have
   * @param text title and body the pull request is to have
   */
  public static Move decide(
      String message, PullRequestText text, Situation situation, Circumstances around) {
    Requests requests = around.requests();
    Optional<String> foreign = foreignCommit(situation);
    if (foreign.isPresent() && !requests.recreate()) {
      return new Move.HandsOff(foreign.get());
    }
    PullRequest open = situation.open().orElse(null);
    boolean stale = requests.rebase() || around.standing().stale();
    boolean commit =
        requests.recreate() || !isCurrent(message, situation) || (situation.behind() && stale);
    return waits(commit, situation, around)
        .<Move>map(wait -> wait)
        .orElseGet(
            () ->
                new Move.Propose(
                    commit,
                    open,
                    open != null
                        && !(open.title().equals(text.title())
                            && sameText(open.body(), text.body()))));
  }

  private static Optional<Move.Wait> waits(
      boolean commit, Situation situation, Circumstances around) {
    Optional<PullRequest> open = situation.open();
    if (open.isPresent() && !commit) {
      return Optional.empty();
    }
    // A push takes it out of the queue: so must what may not go in, whoever waits behind it.
    if (open.isPresent() && around.standing().queued() && !around.unproven()) {
      return Optional.of(Patience.queue(open.get().number(), around.now()));
    }
    // Who asks for something by name does not mean tomorrow morning; and what may not go in must
    // not stand there to be merged until then.
    Optional<Move.Wait> schedule =
        around.requests().isUrgent() || around.unproven()
            ? Optional.empty()
            : Patience.schedule(around.settings(), around.now());
    return open.isPresent() || schedule.isPresent()
        ? schedule
        : Patience.pace(around.settings(), around.pace(), around.now());
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
