package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.git.CommitId;
import dev.tagboat.bot.pull.Ending;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes back a pull request that has nothing left to change. */
final class Retreat {
  private static final String SAID = "<!-- tagboat:closed -->";

  private final Session session;
  private final String branch;
  private final Conversation conversation;
  private final @Nullable String unproven;

  /**
   * @param unproven why what it proposes may no longer go in; null when that is not why
   */
  Retreat(Session session, String branch, Conversation conversation, @Nullable String unproven) {
    this.session = session;
    this.branch = branch;
    this.conversation = conversation;
    this.unproven = unproven;
  }

  /**
   * Closes the open pull request with a sentence and deletes its branch, unless somebody else
   * committed to it.
   *
   * @param ignored what people do not want, to be remembered
   */
  void carryOut(Situation situation, List<String> ignored) {
    CommitId head = situation.head();
    Optional<String> foreign = Manners.foreignCommit(situation);
    if (foreign.isPresent() && !conversation.requests().recreate()) {
      if (unproven != null) {
        conversation.refuse("no longer proven is " + unproven + "; but " + foreign.get());
      }
      return;
    }
    List<PullRequest> open = situation.pullRequests().stream().filter(PullRequest::isOpen).toList();
    open.forEach(one -> explain(one, ignored));
    // First the branch: nobody looks at a closed pull request again, so a crash in between would
    // leave it there for ever. The forge closes what has lost its branch.
    if (head != null && session.target().forge().takesReviews()) {
      session.repository().forget(branch);
    } else if (head != null) {
      session.repository().delete(branch, head);
    }
    open.forEach(one -> session.target().forge().close(one.number()));
  }

  private void explain(PullRequest open, List<String> ignored) {
    Forge forge = session.target().forge();
    conversation.answer();
    Optional<Comment> last = conversation.last();
    if (last.filter(comment -> comment.body().endsWith(SAID)).isEmpty()) {
      forge.comment(open.number(), sentence() + "\n\n" + SAID);
    }
    // Last, as the requests in comments count as seen from then on. A closed pull request that
    // still names the version would read as a person's no to it.
    StateBlock state =
        new StateBlock(List.of(), ignored, conversation.requests().seen(), ending(open));
    forge.rewrite(open.number(), open.title(), state.in(open.body()));
  }

  // What was asked for was answered already if a run before this one got no further.
  private Ending ending(PullRequest open) {
    Ending now = ending();
    Optional<Ending> noted =
        StateBlock.parse(open.body()).flatMap(state -> Optional.ofNullable(state.ending()));
    return now == Ending.NOTHING_LEFT ? noted.orElse(now) : now;
  }

  private Ending ending() {
    return unproven != null
        ? Ending.UNPROVEN
        : conversation.requests().ignored().isEmpty() ? Ending.NOTHING_LEFT : Ending.IGNORED;
  }

  private String sentence() {
    return switch (ending()) {
          case UNPROVEN -> "No longer proposed: " + unproven + ".";
          case NOTHING_LEFT ->
              "Nothing is left to change: `"
                  + session.target().branch()
                  + "` no longer needs this.";
          case IGNORED -> "Ignored, as asked for.";
        }
        + " Closed by Tagboat, and its branch is deleted.";
  }
}
