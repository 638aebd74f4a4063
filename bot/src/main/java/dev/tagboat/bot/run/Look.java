package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands on the forge of one branch of ours. */
record Look(Session session, Checkout checkout, String branch) {

  Situation situation() {
    CommitId head = checkout.head(branch).orElse(null);
    return new Situation(
        head,
        head == null ? List.of() : commits(head),
        false,
        head != null && isBehind(head),
        session.target().forge().find(branch, session.target().branch()));
  }

  private boolean isBehind(CommitId head) {
    return session
        .repository()
        .mergeBase(checkout.base(), head)
        .filter(checkout.base()::equals)
        .isEmpty();
  }

  // A commit that is signed carries the name of our account, as one does that the forge made.
  private List<CommitSummary> commits(CommitId head) {
    List<CommitSummary> commits =
        new ArrayList<>(session.repository().commitsBetween(checkout.base(), head));
    commits.stream()
        .findFirst()
        .filter(newest -> !Manners.isOurs(newest) && isMadeForUs(newest))
        .ifPresent(newest -> commits.set(0, ours(newest)));
    return commits;
  }

  private boolean isMadeForUs(CommitSummary commit) {
    // Whoever takes over a commit becomes its committer. An author may be named at will, and then
    // it must be one that says what it proposes.
    Identity committer = session.committer();
    if (commit.committer().email().equals(committer.email())
        && (commit.author().email().equals(committer.email())
            || !CommitMessage.proposes(commit.message()).isEmpty())) {
      return true;
    }
    Optional<Commits> made = session.target().forge().commits(session.target().branch());
    return !CommitMessage.proposes(commit.message()).isEmpty()
        && made.isPresent()
        && made.get().isOurs(commit.id());
  }

  private static CommitSummary ours(CommitSummary commit) {
    return new CommitSummary(commit.id(), Manners.SELF, Manners.SELF, commit.message());
  }
}
