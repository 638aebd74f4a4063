package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.Editor;
import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.plan.BumpPlan;
import dev.tagboat.bot.plan.Planner;
import dev.tagboat.bot.plan.Wanted;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Move;
import dev.tagboat.bot.pull.PullRequestText;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.run.Progress.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All candidates of one image, on one look at the repo: from refusals to the pull request. */
final class GroupRun {
  private final Session session;
  private final Hands hands;
  private final Checkout checkout;
  private final List<Candidate> group;
  private final ImageName image;
  private final String branch;

  GroupRun(Session session, Hands hands, Checkout checkout, List<Candidate> group) {
    this.session = session;
    this.hands = hands;
    this.checkout = checkout;
    this.group = group;
    this.image = group.get(0).push().image();
    this.branch = BranchName.of(image);
  }

  /**
   * @return empty when somebody moved our branch meanwhile, and it is worth looking again
   */
  Optional<List<Outcome>> run() {
    group.forEach(c -> done(c, Step.FETCHED, "base at " + checkout.base().abbreviated()));
    List<PullRequest> pullRequests = session.target().forge().find(branch, base());
    List<CommitSummary> commits = commitsOnBranch();
    Situation before = new Situation(head(), commits, false, pullRequests);
    Map<Candidate, Outcome> outcomes = new HashMap<>();
    List<Candidate> welcome = new ArrayList<>();
    for (Candidate candidate : group) {
      Optional<String> no = refusal(candidate, pullRequests);
      no.ifPresent(why -> outcomes.put(candidate, new Outcome.Declined(candidate.id(), why)));
      if (no.isEmpty()) {
        welcome.add(candidate);
      }
    }
    if (!welcome.isEmpty()) {
      Optional<Map<Candidate, Outcome>> proposed = proposeAll(welcome, before);
      if (proposed.isEmpty()) {
        return Optional.empty();
      }
      outcomes.putAll(proposed.get());
    }
    return Optional.of(group.stream().map(c -> Objects.requireNonNull(outcomes.get(c))).toList());
  }

  private Optional<Map<Candidate, Outcome>> proposeAll(List<Candidate> welcome, Situation before) {
    List<Wanted> wanted = new ArrayList<>(proposedBefore(before));
    welcome.forEach(c -> wanted.add(new Wanted(image, c.push().tag(), c.digest())));
    BumpPlan plan =
        Planner.plan(
            wanted,
            checkout.rules(),
            checkout.sites(),
            session.allowDowngrade(),
            session.knowledge());
    welcome.forEach(c -> done(c, Step.PLANNED, Verdicts.summary(plan, c)));
    Verdicts verdicts = new Verdicts(plan, checkout.remarks());
    if (plan.bumps().isEmpty()) {
      // With a file that cannot be read we do not know that nothing is left to change.
      if (checkout.problems().isEmpty()) {
        hands.retreat(branch, before);
      }
      return Optional.of(verdicts.withoutChange(welcome));
    }
    List<FileEdit> edits = Editor.edit(plan, checkout::content);
    Change change = Changes.of(image, plan, welcome);
    PullRequestText text = PullRequestText.of(change, checkout.config().pullRequests().title());
    Move move =
        Manners.decide(CommitMessage.of(change), text, before.withContent(isCurrent(edits)));
    if (move instanceof Move.Propose propose) {
      Decided decided = new Decided(checkout, change, edits, propose, text, before.head());
      return hands
          .propose(decided, toAll(verdicts.winners(welcome)))
          .map(result -> verdicts.proposed(welcome, result));
    }
    return Optional.of(verdicts.declined(welcome, ((Move.HandsOff) move).sentence()));
  }

  private BiConsumer<Step, String> toAll(List<Candidate> candidates) {
    return (step, detail) -> candidates.forEach(c -> done(c, step, detail));
  }

  private Optional<String> refusal(Candidate candidate, List<PullRequest> pullRequests) {
    return Manners.refusal(image, candidate.push().tag(), candidate.digest(), pullRequests);
  }

  // What our branch proposes already stays a candidate: a late, older push must not move it back,
  // unless a person asks for exactly that.
  private List<Wanted> proposedBefore(Situation situation) {
    if (session.allowDowngrade() || Manners.foreignCommit(situation).isPresent()) {
      return List.of();
    }
    List<Wanted> wanted = new ArrayList<>();
    for (CommitSummary commit : situation.commits()) {
      for (ImageReference reference : CommitMessage.proposes(commit.message())) {
        Tag tag = reference.tag();
        if (tag != null
            && reference.name().equals(image)
            && Manners.refusal(image, tag, reference.digest(), situation.pullRequests())
                .isEmpty()) {
          wanted.add(new Wanted(image, tag, reference.digest()));
        }
      }
    }
    return wanted;
  }

  private List<CommitSummary> commitsOnBranch() {
    CommitId head = head();
    return head == null ? List.of() : session.repository().commitsBetween(checkout.base(), head);
  }

  private boolean isCurrent(List<FileEdit> edits) {
    CommitId head = head();
    return head != null && Contents.same(session.repository().snapshot(head), edits);
  }

  private @Nullable CommitId head() {
    return checkout.head(branch).orElse(null);
  }

  private String base() {
    return session.target().branch();
  }

  private void done(Candidate candidate, Step step, String detail) {
    session.progress().done(candidate.id(), step, detail);
  }
}
