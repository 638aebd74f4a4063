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

  Outcome.Action action() {
    if (move.open() == null) {
      return Outcome.Action.CREATED;
    }
    return move.commit() || move.rewrite() ? Outcome.Action.UPDATED : Outcome.Action.UNCHANGED;
  }
}
