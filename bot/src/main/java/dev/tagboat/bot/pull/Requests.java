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
 * @param takenBack what of that they want again
 * @param replies what each comment gets as its answer
 * @param seen the last comment that was looked at
 */
public record Requests(
    boolean rebase,
    boolean recreate,
    List<String> ignored,
    List<Command.Unignore> takenBack,
    List<Reply> replies,
    long seen) {

  /** Nobody asks for anything. */
  public static final Requests NONE =
      new Requests(false, false, List.of(), List.of(), List.of(), 0);

  /** One answer. */
  public record Reply(long comment, Reaction reaction) {}

  public Requests {
    ignored = List.copyOf(ignored);
    takenBack = List.copyOf(takenBack);
    replies = List.copyOf(replies);
  }

  /** Whether a person waits for something to be done now. */
  public boolean isUrgent() {
    return rebase || recreate || !ignored.isEmpty() || !takenBack.isEmpty();
  }

  /** The same, and these images wanted again. */
  public Requests wanting(List<ImageReference> again) {
    List<Command.Unignore> all = new ArrayList<>(takenBack);
    again.forEach(reference -> all.add(new Command.Unignore(reference.name().toString())));
    return new Requests(rebase, recreate, ignored, all, replies, seen);
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
    StateBlock block = StateBlock.parse(body).orElse(StateBlock.EMPTY);
    Reading reading = new Reading(block, proposed, Checkbox.isTicked(body));
    for (Comment comment : comments) {
      if (comment.id() > block.seen() && Command.isIn(comment.body())) {
        reading.take(comment, mayWrite.test(comment.author()));
      }
    }
    return reading.requests();
  }

  /**
   * What people ask for on a pull request that is closed: only to have it again.
   *
   * @param block what it remembers
   */
  public static Requests ofClosed(
      StateBlock block, List<Comment> comments, Predicate<String> mayWrite) {
    Reading reading = new Reading(block, List.of(), false);
    for (Comment comment : comments) {
      if (comment.id() > block.seen()
          && Command.parse(comment.body()).stream().anyMatch(Requests::wantsAgain)) {
        reading.take(comment, mayWrite.test(comment.author()));
      }
    }
    Requests all = reading.requests();
    List<Command.Unignore> again = new ArrayList<>(all.takenBack());
    if (all.recreate()) {
      again.add(new Command.Unignore(null));
    }
    return new Requests(false, false, List.of(), again, all.replies(), all.seen());
  }

  private static boolean wantsAgain(Command command) {
    return command instanceof Command.Unignore || command instanceof Command.Recreate;
  }

  /** Adds up comments, in their order. */
  private static final class Reading {
    private final StateBlock block;
    private final List<ImageReference> proposed;
    private final List<String> ignored = new ArrayList<>();
    private final List<Command.Unignore> takenBack = new ArrayList<>();
    private final List<Reply> replies = new ArrayList<>();
    private boolean rebase;
    private boolean recreate;
    private long last;

    Reading(StateBlock block, List<ImageReference> proposed, boolean rebase) {
      this.block = block;
      this.proposed = proposed;
      this.rebase = rebase;
      this.last = block.seen();
    }

    void take(Comment comment, boolean mayWrite) {
      last = Math.max(last, comment.id());
      boolean understood = true;
      for (Command command : mayWrite ? Command.parse(comment.body()) : List.<Command>of()) {
        understood &= take(command);
      }
      Reaction said = understood ? Reaction.DONE : Reaction.UNCLEAR;
      replies.add(new Reply(comment.id(), mayWrite ? said : Reaction.NO));
    }

    private boolean take(Command command) {
      if (command instanceof Command.Ignore ignore) {
        List<String> meant = ignore.of(proposed);
        ignored.addAll(meant);
        return !meant.isEmpty();
      }
      if (command instanceof Command.Unignore again) {
        takenBack.add(again);
        boolean asked = ignored.removeIf(text -> means(again, text));
        return asked
            || again.name() == null
            || block.ignored().stream().anyMatch(text -> means(again, text))
            || block.images().stream().anyMatch(text -> means(again, text));
      }
      rebase |= command instanceof Command.Rebase;
      recreate |= command instanceof Command.Recreate;
      return !(command instanceof Command.Unknown);
    }

    Requests requests() {
      return new Requests(rebase, recreate, ignored, takenBack, replies, last);
    }
  }

  /** Whether this, as in {@link StateBlock#ignored}, is wanted again. */
  public boolean takesBack(String text) {
    return takenBack.stream().anyMatch(again -> means(again, text));
  }

  private static boolean means(Command.Unignore again, String text) {
    return ImageReference.parse(text).filter(known -> again.means(known.name())).isPresent();
  }
}
