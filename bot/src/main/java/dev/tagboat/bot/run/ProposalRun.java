package dev.tagboat.bot.run;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.edit.UnifiedDiff;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.PushOutcome;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Move;
import dev.tagboat.bot.pull.PullRequestText;
import dev.tagboat.bot.run.Outcome.Action;
import dev.tagboat.bot.run.Progress.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Has the effects of one proposal, in an order that a crash anywhere leaves repeatable. */
final class ProposalRun {
  private final Session session;
  private final Decided decided;
  private final BiConsumer<Step, String> progress;
  private final String branch;

  ProposalRun(Session session, Decided decided, BiConsumer<Step, String> progress) {
    this.session = session;
    this.decided = decided;
    this.progress = progress;
    this.branch = BranchName.of(decided.change().image());
  }

  /** What now stands on the forge. */
  record Result(
      Action action,
      String branch,
      CommitId commit,
      @Nullable PullRequest pullRequest,
      List<Tag> tags,
      String diff,
      List<String> warnings)
      implements Hands.Result {

    @Override
    public Outcome outcome(String candidateId, List<String> problems) {
      List<String> all = new ArrayList<>(warnings);
      problems.forEach(problem -> all.add("left alone: " + problem));
      return new Outcome.Proposed(
          candidateId, action, branch, commit, pullRequest, tags, diff, all, sentence());
    }

    private String sentence() {
      String what =
          switch (action) {
            case CREATED -> "opened";
            case UPDATED -> "updated";
            case UNCHANGED -> "already says so";
          };
      return pullRequest == null
          ? "branch " + branch + (action == Action.UNCHANGED ? " already says so" : " pushed")
          : "pull request #" + pullRequest.number() + " " + what + ": " + pullRequest.url();
    }
  }

  /**
   * @return empty when somebody moved our branch meanwhile
   */
  Optional<Hands.Result> carryOut() {
    Move.Propose move = decided.move();
    PullRequestText text = decided.text();
    CommitId head = decided.head();
    Proposal proposal =
        new Proposal(
            branch, session.target().branch(), text.title(), text.body(), settings().draft());
    CommitId commit = head;
    if (decided.pushes() || commit == null) {
      commit = commit();
      if (!push(commit, head, proposal)) {
        return Optional.empty();
      }
    }
    List<String> warnings = new ArrayList<>();
    Optional<PullRequest> pullRequest = pullRequest(move, proposal, warnings);
    pullRequest.ifPresent(pr -> progress.accept(Step.PROPOSED, pr.url()));
    String diff = UnifiedDiff.of(decided.edits());
    return Optional.of(
        new Result(
            session.target().forge().keepsPullRequests() ? decided.action() : decided.pushed(),
            branch,
            commit,
            pullRequest.orElse(null),
            tags(),
            diff,
            warnings));
  }

  private List<Tag> tags() {
    return decided.change().versions().stream().map(Change.Version::tag).toList();
  }

  private CommitId commit() {
    Map<String, byte[]> files = new HashMap<>();
    decided.edits().forEach(edit -> files.put(edit.path(), edit.bytes()));
    CommitId commit =
        session
            .repository()
            .commit(
                decided.checkout().base(),
                files,
                CommitMessage.of(decided.change()),
                Manners.SELF,
                session.clock().instant());
    progress.accept(Step.COMMITTED, commit.value());
    return commit;
  }

  private boolean push(CommitId commit, @Nullable CommitId expected, Proposal proposal) {
    List<String> options = session.target().forge().pushOptions(proposal);
    PushOutcome outcome = session.repository().push(branch, commit, expected, options);
    if (outcome instanceof PushOutcome.Rejected rejected) {
      throw new UserFault(
          "the git server refused the push of the branch "
              + branch
              + ": "
              + rejected.sentence()
              + ". If a rule or a permission is behind it, let the bot push branches that start with "
              + BranchName.PREFIX
              + ", also by force.");
    }
    if (outcome instanceof PushOutcome.Pushed) {
      progress.accept(Step.PUSHED, branch);
      return true;
    }
    return false;
  }

  private Optional<PullRequest> pullRequest(
      Move.Propose move, Proposal proposal, List<String> warnings) {
    Forge forge = session.target().forge();
    PullRequest open = move.open();
    if (open != null) {
      return Optional.of(
          move.rewrite() ? forge.rewrite(open.number(), proposal.title(), proposal.body()) : open);
    }
    Optional<PullRequest> opened = forge.open(proposal);
    Decoration decoration =
        new Decoration(
            settings().labels(),
            settings().reviewers(),
            settings().teamReviewers(),
            settings().assignees());
    if (!decoration.isEmpty()) {
      opened.ifPresent(pr -> warnings.addAll(forge.decorate(pr.number(), decoration)));
    }
    return opened;
  }

  private PullRequestSettings settings() {
    return decided.checkout().config().pullRequests();
  }
}
