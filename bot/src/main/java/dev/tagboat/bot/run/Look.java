package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.forge.Subject;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.git.Identity;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Situation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands on the forge of one branch of ours. */
record Look(Session session, Checkout checkout, String branch) {

  /**
   * What was seen.
   *
   * @param reading what else the forge can tell of it
   */
  record Seen(Situation situation, Reading reading) {}

  Seen seen() {
    CommitId head = checkout.head(branch).orElse(null);
    List<CommitSummary> commits =
        head == null ? List.of() : session.repository().commitsBetween(checkout.base(), head);
    Optional<CommitSummary> unknown = commits.stream().findFirst().filter(this::isPerhapsMade);
    Reading reading =
        session.target().forge().read(subject(head, unknown.map(CommitSummary::id).orElse(null)));
    Situation situation =
        new Situation(
            head,
            unknown.isPresent() && isMade(unknown.get()) ? adopted(commits) : owned(commits),
            false,
            head != null && isBehind(head),
            reading.pullRequests());
    return new Seen(situation, reading);
  }

  private Subject subject(@Nullable CommitId head, @Nullable CommitId unknown) {
    return new Subject(
        branch,
        session.target().branch(),
        head != null,
        unknown,
        checkout.marks(),
        session.preferences().milestone());
  }

  private boolean isBehind(CommitId head) {
    return session
        .repository()
        .mergeBase(checkout.base(), head)
        .filter(checkout.base()::equals)
        .isEmpty();
  }

  // A commit that is signed carries the name of our account, as one does that the forge made.
  private List<CommitSummary> owned(List<CommitSummary> commits) {
    return commits.stream().findFirst().filter(this::isPushed).isPresent()
        ? adopted(commits)
        : commits;
  }

  private static List<CommitSummary> adopted(List<CommitSummary> commits) {
    List<CommitSummary> adopted = new ArrayList<>(commits);
    CommitSummary newest = commits.get(0);
    adopted.set(0, new CommitSummary(newest.id(), Manners.SELF, Manners.SELF, newest.message()));
    return adopted;
  }

  // Whoever takes over a commit becomes its committer. An author may be named at will, and then it
  // must be one that says what it proposes.
  private boolean isPushed(CommitSummary commit) {
    Identity committer = session.committer();
    return commit.committer().email().equals(committer.email())
        && (commit.author().email().equals(committer.email()) || proposes(commit));
  }

  private static boolean proposes(CommitSummary commit) {
    return !CommitMessage.proposes(commit.message()).isEmpty();
  }

  private boolean isPerhapsMade(CommitSummary commit) {
    return !Manners.isOurs(commit) && !isPushed(commit) && proposes(commit);
  }

  private boolean isMade(CommitSummary commit) {
    return session.target().forge().isOurs(commit.id());
  }
}
