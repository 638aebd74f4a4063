package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.fault.UserFault;
import dev.tagboat.bot.forge.Commits;
import dev.tagboat.bot.forge.Handover;
import dev.tagboat.bot.forge.Proposal;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.git.PushOutcome;
import dev.tagboat.bot.git.Snapshot;
import dev.tagboat.bot.pull.BranchName;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.run.Progress.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Brings the one commit to its branch: pushed from the mirror, or made by the forge. */
final class Landing {
  private final Session session;
  private final Decided decided;
  private final BiConsumer<Step, String> progress;
  private final List<String> warnings = new ArrayList<>();

  Landing(Session session, Decided decided, BiConsumer<Step, String> progress) {
    this.session = session;
    this.decided = decided;
    this.progress = progress;
  }

  /**
   * @return empty when somebody moved our branch meanwhile
   */
  Optional<CommitId> land(Proposal proposal) {
    // Who gives a key wants commits that are signed with it.
    Optional<Commits> made =
        session.target().remote().signing() == null
            ? session.target().forge().commits(proposal.base())
            : Optional.empty();
    return made.isPresent() ? made(made.get(), proposal.head()) : pushed(proposal);
  }

  /** What could not be asked for by the push. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  private Optional<CommitId> made(Commits commits, String branch) {
    Snapshot base = session.repository().snapshot(decided.checkout().base());
    List<Commits.File> files =
        decided.edits().stream()
            .map(edit -> new Commits.File(edit.path(), isExecutable(base, edit), edit.bytes()))
            .toList();
    Optional<CommitId> commit =
        commits.put(branch, decided.checkout().base(), files, message(), decided.head());
    commit.ifPresent(
        id -> {
          progress.accept(Step.COMMITTED, id.value());
          progress.accept(Step.PUSHED, branch);
        });
    return commit;
  }

  private static boolean isExecutable(Snapshot base, FileEdit edit) {
    return base.find(edit.path()).filter(e -> e.kind() == Snapshot.Kind.EXECUTABLE).isPresent();
  }

  private String message() {
    return CommitMessage.of(decided.change(), session.preferences().wording());
  }

  private Optional<CommitId> pushed(Proposal proposal) {
    Map<String, byte[]> files = new HashMap<>();
    decided.edits().forEach(edit -> files.put(edit.path(), edit.bytes()));
    CommitId commit =
        session
            .repository()
            .commit(
                decided.checkout().base(),
                files,
                message(),
                session.author(),
                session.committer(),
                session.clock().instant());
    progress.accept(Step.COMMITTED, commit.value());
    return push(commit, proposal) ? Optional.of(commit) : Optional.empty();
  }

  private boolean push(CommitId commit, Proposal proposal) {
    String branch = proposal.head();
    Handover handover = session.target().forge().handover(proposal, decided.head() == null);
    PushOutcome outcome =
        handover.review().isPresent()
            ? session
                .repository()
                .submit(handover.review().get(), branch, commit, handover.options())
            : session.repository().push(branch, commit, decided.head(), handover.options());
    if (outcome instanceof PushOutcome.Rejected rejected) {
      throw new UserFault(
          "the git server refused the push of the branch "
              + branch
              + ": "
              + rejected.sentence()
              + ". If a rule or a permission is behind it, let the bot push branches that start"
              + " with "
              + BranchName.PREFIX
              + ", also by force.");
    }
    if (outcome instanceof PushOutcome.Pushed pushed) {
      handover.review().ifPresent(ref -> mustHaveBeenTaken(ref, branch));
      warnings.addAll(pushed.withOptions() ? handover.warnings() : List.of(alone(branch)));
      progress.accept(Step.PUSHED, branch);
      return true;
    }
    return false;
  }

  // Only what came first can have been kept: where the ref is, nothing more is taken.
  private void mustHaveBeenTaken(String ref, String topic) {
    if (decided.head() == null && session.repository().isKept(ref)) {
      session.repository().forget(topic);
      throw new UserFault(
          "the git server took the commit, but keeps "
              + ref
              + " as an ordinary ref: it knows no AGit, and no pull request came of it. Delete that"
              + " ref there, and leave the flavour out, so that branches are pushed.");
    }
  }

  private static String alone(String branch) {
    return "no request could be asked for, and nothing else beside the branch: the git server takes"
        + " no push options. Open the request from "
        + branch
        + " by hand, or let the server take them (receive.advertisePushOptions)";
  }
}
