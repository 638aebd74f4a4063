package dev.tagboat.bot.run;

import dev.tagboat.bot.config.PullRequestSettings;
import dev.tagboat.bot.config.PullRequestSettings.AutoMerge;
import dev.tagboat.bot.edit.UnifiedDiff;
import dev.tagboat.bot.forge.Announcer;
import dev.tagboat.bot.forge.Decoration;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.image.Tag;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Comparison;
import dev.tagboat.bot.pull.Move;
import dev.tagboat.bot.pull.PullRequestText;
import dev.tagboat.bot.pull.Vouch;
import dev.tagboat.bot.run.Outcome.Action;
import dev.tagboat.bot.run.Progress.Step;
import java.util.ArrayList;
import java.util.List;
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
    this.branch = decided.change().group().branch();
  }

  /** What now stands on the forge. */
  record Result(
      Action action,
      String branch,
      CommitId commit,
      @Nullable PullRequest pullRequest,
      List<Tag> tags,
      List<Comparison> evidence,
      String diff,
      List<String> warnings)
      implements Hands.Result {

    @Override
    public Outcome outcome(String candidateId, List<String> problems) {
      List<String> all = new ArrayList<>(warnings);
      problems.forEach(problem -> all.add("left alone: " + problem));
      return new Outcome.Proposed(
          candidateId, action, branch, commit, pullRequest, tags, evidence, diff, all, sentence());
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
    Proposal proposal = proposal(text);
    List<String> warnings = new ArrayList<>();
    CommitId commit = head;
    if (decided.pushes() || commit == null) {
      Landing landing = new Landing(session, decided, progress);
      Optional<CommitId> landed = landing.land(proposal);
      warnings.addAll(landing.warnings());
      if (landed.isEmpty()) {
        return Optional.empty();
      }
      commit = landed.get();
    }
    // Before the body says that they were seen: whoever asked gets an answer after a crash, too.
    decided.conversation().answer();
    Optional<PullRequest> pullRequest = pullRequest(move, proposal);
    pullRequest.ifPresent(pr -> progress.accept(Step.PROPOSED, pr.url()));
    warnings.addAll(vouch(commit));
    pullRequest.ifPresent(pr -> mark(pr, move.open() == null, proposal, warnings));
    String diff = UnifiedDiff.of(decided.edits());
    return Optional.of(
        new Result(
            session.target().forge().keepsPullRequests() ? decided.action() : decided.pushed(),
            branch,
            commit,
            pullRequest.orElse(null),
            tags(),
            Comparison.of(decided.change()),
            diff,
            warnings));
  }

  private Proposal proposal(PullRequestText text) {
    AutoMerge auto = settings().autoMerge();
    return new Proposal(
        branch,
        session.target().branch(),
        text.title(),
        text.body(),
        settings().draft(),
        new Proposal.Wishes(
            "Bump " + decided.change().subject(),
            wanted(),
            auto.enabled() ? Optional.of(auto.method()) : Optional.empty()));
  }

  private List<Tag> tags() {
    return decided.change().versions().stream().map(Change.Version::tag).toList();
  }

  private Optional<PullRequest> pullRequest(Move.Propose move, Proposal proposal) {
    PullRequest open = move.open();
    return open == null
        ? session.target().forge().open(proposal)
        : Optional.of(rewritten(move, open, proposal));
  }

  private List<String> vouch(CommitId commit) {
    Optional<Announcer> announcer = session.target().forge().announcer();
    Optional<String> how = Vouch.of(decided.change().versions());
    if (announcer.isEmpty() || how.isEmpty()) {
      return List.of();
    }
    Announcer.News news = new Announcer.News(Announcer.Course.GOOD, how.get());
    return announcer.get().status(commit, Announcer.VERIFIED, news, decided.pushes());
  }

  private PullRequest rewritten(Move.Propose move, PullRequest open, Proposal proposal) {
    return move.rewrite()
        ? session.target().forge().rewrite(open.number(), proposal.title(), proposal.body())
        : open;
  }

  // What people took off again stays off; what a crash kept from being put on is made up for.
  private void mark(
      PullRequest pullRequest, boolean fresh, Proposal proposal, List<String> warnings) {
    Forge forge = session.target().forge();
    Decoration missing = wanted().without(pullRequest.marks());
    if (!fresh && !missing.isEmpty()) {
      missing = missing.without(forge.history(pullRequest.number()));
    }
    Integer milestone = session.preferences().milestone();
    if (!missing.isEmpty() || milestone != null) {
      warnings.addAll(forge.decorate(pullRequest.number(), missing, milestone, fresh));
    }
    AutoMerge auto = settings().autoMerge();
    if (auto.enabled() && !pullRequest.autoMerge() && !pullRequest.draft()) {
      warnings.addAll(forge.autoMerge(pullRequest, auto.method(), proposal.title()));
    }
  }

  private Decoration wanted() {
    return decided.checkout().marks();
  }

  private PullRequestSettings settings() {
    return decided.checkout().config().pullRequests();
  }
}
