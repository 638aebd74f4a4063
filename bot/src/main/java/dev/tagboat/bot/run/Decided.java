package dev.tagboat.bot.run;

import dev.tagboat.bot.edit.FileEdit;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.pull.Change;
import dev.tagboat.bot.pull.Move;
import dev.tagboat.bot.pull.PullRequestText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was decided for one pull request, before anything is done.
 *
 * @param head where our branch points to; null when it does not exist
 */
record Decided(
    Checkout checkout,
    Change change,
    List<FileEdit> edits,
    Move.Propose move,
    PullRequestText text,
    @Nullable CommitId head,
    Conversation conversation) {
  Decided {
    edits = List.copyOf(edits);
  }

  /** Whether our branch does not say it yet. */
  boolean pushes() {
    return move.commit() || head == null;
  }

  /** What becomes of the branch, where the forge keeps no pull requests. */
  Outcome.Action pushed() {
    if (head == null) {
      return Outcome.Action.CREATED;
    }
    return pushes() ? Outcome.Action.UPDATED : Outcome.Action.UNCHANGED;
  }

  /** What becomes of the pull request. */
  Outcome.Action action() {
    if (move.open() == null) {
      return Outcome.Action.CREATED;
    }
    return move.commit() || move.rewrite() ? Outcome.Action.UPDATED : Outcome.Action.UNCHANGED;
  }
}
