package dev.tagboat.bot.pull;

import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What people ask of us on one pull request, and what we have not answered yet.
 *
 * @param rebase onto a fresh base
 * @param recreate whatever is on the branch
 * @param ignored what they do not want any more, as in {@link StateBlock#ignored}
 * @param replies what each comment gets as its answer
 * @param seen the last comment that was looked at
 */
public record Requests(
    boolean rebase, boolean recreate, List<String> ignored, List<Reply> replies, long seen) {

  /** Nobody asks for anything. */
  public static final Requests NONE = new Requests(false, false, List.of(), List.of(), 0);

  /** One answer. */
  public record Reply(long comment, Reaction reaction) {}

  public Requests {
    ignored = List.copyOf(ignored);
    replies = List.copyOf(replies);
  }

  /** Whether a person waits for something to be done now. */
  public boolean isUrgent() {
    return rebase || recreate || !ignored.isEmpty();
  }

  /**
   * @param body of the pull request: whoever ticks its box may write
   * @param comments those after the last one that was answered count
   * @param mayWrite whether somebody may write to the repository, asked only about who commands
   * @param proposed what the branch proposes
   */
  public static Requests of(
      String body,
      List<Comment> comments,
      Predicate<String> mayWrite,
      List<ImageReference> proposed) {
    long seen = StateBlock.parse(body).orElse(StateBlock.EMPTY).seen();
    boolean rebase = Checkbox.isTicked(body);
    boolean recreate = false;
    List<String> ignored = new ArrayList<>();
    List<Reply> replies = new ArrayList<>();
    long last = seen;
    for (Comment comment : comments) {
      if (comment.id() <= seen || !Command.isIn(comment.body())) {
        continue;
      }
      last = Math.max(last, comment.id());
      if (!mayWrite.test(comment.author())) {
        replies.add(new Reply(comment.id(), Reaction.NO));
        continue;
      }
      boolean understood = true;
      for (Command command : Command.parse(comment.body())) {
        List<String> meant =
            command instanceof Command.Ignore ignore ? ignore.of(proposed) : List.of();
        ignored.addAll(meant);
        rebase |= command instanceof Command.Rebase;
        recreate |= command instanceof Command.Recreate;
        understood &= !(command instanceof Command.Unknown);
        understood &= !(command instanceof Command.Ignore) || !meant.isEmpty();
      }
      replies.add(new Reply(comment.id(), understood ? Reaction.DONE : Reaction.UNCLEAR));
    }
    return new Requests(rebase, recreate, ignored, replies, last);
  }
}
