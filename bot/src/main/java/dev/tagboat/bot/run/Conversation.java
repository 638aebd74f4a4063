package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.forge.Reading;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.image.ImageReference;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Requests;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What people say on the open pull request, or on the last one, and our answers.
 *
 * @param open null when none is open
 * @param closed the last one, where none is open and somebody said no to that one
 */
record Conversation(
    Forge forge,
    @Nullable PullRequest open,
    @Nullable PullRequest closed,
    List<Comment> comments,
    Requests requests) {

  /** Listens; asks the forge who may command only about those who do. */
  static Conversation on(Forge forge, Reading reading, Situation situation) {
    Optional<PullRequest> found = situation.open();
    if (found.isEmpty()) {
      return afterwards(forge, situation);
    }
    PullRequest open = found.get();
    List<Comment> comments = reading.comments(open.number());
    List<ImageReference> proposed =
        situation.commits().stream()
            .map(CommitSummary::message)
            .flatMap(message -> CommitMessage.proposes(message).stream())
            .toList();
    Requests requests = Requests.of(open.body(), comments, writers(forge), proposed);
    StateBlock state = StateBlock.parse(open.body()).orElse(StateBlock.EMPTY);
    List<ImageReference> contradicted = proposed.stream().filter(state::ignores).toList();
    // Who opens it again after an "ignore" wants it again; else we were on our way to close it.
    if (!contradicted.isEmpty() && forge.wasReopened(open.number())) {
      requests = requests.wanting(contradicted);
    }
    return new Conversation(forge, open, null, comments, requests);
  }

  /** On the last one, which somebody said no to: perhaps the no is taken back. */
  private static Conversation afterwards(Forge forge, Situation situation) {
    Optional<PullRequest> last =
        situation.pullRequests().stream()
            .findFirst()
            .filter(pr -> pr.state() == PullRequest.State.CLOSED);
    StateBlock state = last.flatMap(pr -> StateBlock.parse(pr.body())).orElse(StateBlock.EMPTY);
    if (last.isEmpty() || (state.images().isEmpty() && state.ignored().isEmpty())) {
      return new Conversation(forge, null, null, List.of(), Requests.NONE);
    }
    List<Comment> comments = forge.comments(last.get().number());
    Requests requests = Requests.ofClosed(state, comments, writers(forge));
    return new Conversation(forge, null, last.get(), comments, requests);
  }

  private static Predicate<String> writers(Forge forge) {
    Map<String, Boolean> may = new HashMap<>();
    return login -> may.computeIfAbsent(login, forge::mayWrite);
  }

  /**
   * Has the closed pull request forget what people take back; does nothing on an open one.
   *
   * @param instead what is said in place of a thumbs-up; null when nothing stands in the way
   */
  void forget(List<String> ignored, @Nullable String instead) {
    if (closed != null && !requests.replies().isEmpty()) {
      if (instead == null) {
        reply();
      } else if (comments.stream().noneMatch(comment -> comment.body().equals(instead))) {
        forge.comment(closed.number(), instead);
      }
      StateBlock old = StateBlock.parse(closed.body()).orElse(StateBlock.EMPTY);
      List<String> images =
          old.images().stream().filter(text -> !requests.takesBack(text)).toList();
      StateBlock state = new StateBlock(images, ignored, requests.seen());
      forge.rewrite(closed.number(), closed.title(), state.in(closed.body()));
    }
  }

  /** What was said last. */
  Optional<Comment> last() {
    return comments.isEmpty() ? Optional.empty() : Optional.of(comments.get(comments.size() - 1));
  }

  /** Answers every comment on the open one; again without harm. */
  void answer() {
    if (open != null) {
      reply();
    }
  }

  private void reply() {
    requests.replies().forEach(reply -> forge.react(reply.comment(), reply.reaction()));
  }

  /** The last comment that the open one is to remember. */
  long seen() {
    return open == null ? 0 : requests.seen();
  }

  /** Refuses what was asked, and says why, once. */
  void refuse(String sentence) {
    if (open == null) {
      return;
    }
    Manners.notice(sentence, comments).ifPresent(notice -> forge.comment(open.number(), notice));
    if (!requests.replies().isEmpty()) {
      requests.replies().forEach(reply -> forge.react(reply.comment(), Reaction.NO));
      StateBlock old = StateBlock.parse(open.body()).orElse(StateBlock.EMPTY);
      StateBlock seen = new StateBlock(old.images(), old.ignored(), requests.seen());
      forge.rewrite(open.number(), open.title(), seen.in(open.body()));
    }
  }
}
