package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;
import java.util.List;

/** Takes back a pull request that has nothing left to change. */
final class Retreat {
  private final Session session;
  private final String branch;
  private final Conversation conversation;

  Retreat(Session session, String branch, Conversation conversation) {
    this.session = session;
    this.branch = branch;
    this.conversation = conversation;
  }

  /**
   * Closes the open pull request with a sentence and deletes its branch, unless somebody else
   * committed to it.
   *
   * @param ignored what people do not want, to be remembered
   */
  void carryOut(Situation situation, List<String> ignored) {
    CommitId head = situation.head();
    if (Manners.foreignCommit(situation).isPresent() && !conversation.requests().recreate()) {
      return;
    }
    situation.pullRequests().stream()
        .filter(PullRequest::isOpen)
        .forEach(open -> close(open, ignored));
    if (head != null) {
      session.repository().delete(branch, head);
    }
  }

  private void close(PullRequest open, List<String> ignored) {
    Forge forge = session.target().forge();
    conversation.answer();
    // A closed pull request that still names the version would read as a person's no to it.
    StateBlock state = new StateBlock(List.of(), ignored, conversation.requests().seen());
    forge.rewrite(open.number(), open.title(), state.in(open.body()));
    forge.comment(open.number(), sentence());
    forge.close(open.number());
  }

  private String sentence() {
    return conversation.requests().ignored().isEmpty()
        ? "Nothing is left to change: "
            + "`"
            + session.target().branch()
            + "` no longer needs this. Closed by Tagboat, and its branch is deleted."
        : "Ignored, as asked for. Closed by Tagboat, and its branch is deleted.";
  }
}
