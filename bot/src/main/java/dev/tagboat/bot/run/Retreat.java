package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;

/** Takes back a pull request that has nothing left to change. */
final class Retreat {
  private final Session session;
  private final String branch;

  Retreat(Session session, String branch) {
    this.session = session;
    this.branch = branch;
  }

  /**
   * Closes the open pull request with a sentence and deletes its branch, unless somebody else
   * committed to it.
   */
  void carryOut(Situation situation) {
    CommitId head = situation.head();
    if (Manners.foreignCommit(situation).isPresent()) {
      return;
    }
    situation.pullRequests().stream().filter(PullRequest::isOpen).forEach(this::close);
    if (head != null) {
      session.repository().delete(branch, head);
    }
  }

  private void close(PullRequest open) {
    Forge forge = session.target().forge();
    // A closed pull request that still names the version would read as a person's no to it.
    forge.rewrite(open.number(), open.title(), StateBlock.forget(open.body()));
    forge.comment(
        open.number(),
        "Nothing is left to change: "
            + "`"
            + session.target().branch()
            + "` no longer needs this. Closed by Tagboat, and its branch is deleted.");
    forge.close(open.number());
  }
}
