package dev.tagboat.bot.run;

import dev.tagboat.bot.forge.Comment;
import dev.tagboat.bot.forge.Forge;
import dev.tagboat.bot.forge.PullRequest;
import dev.tagboat.bot.forge.Reaction;
import dev.tagboat.bot.git.CommitSummary;
import dev.tagboat.bot.pull.CommitMessage;
import dev.tagboat.bot.pull.Manners;
import dev.tagboat.bot.pull.Requests;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.pull.StateBlock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people say on the open pull request, and our answers.
 *
 * @param open null when none is open; then nobody says anything
 */
record Conversation(
    Forge forge, @Nullable PullRequest open, List<Comment> comments, Requests requests) {

  /** Listens; asks the forge who may command only about those who do. */
  static Conversation on(Forge forge, Situation situation) {
    Optional<PullRequest> found = situation.open();
    if (found.isEmpty()) {
      return new Conversation(forge, null, List.of(), Requests.NONE);
    }
    PullRequest open = found.get();
    List<Comment> comments = forge.comments(open.number());
    Map<String, Boolean> may = new HashMap<>();
    Requests requests =
        Requests.of(
            open.body(),
            comments,
            login -> may.computeIfAbsent(login, forge::mayWrite),
            situation.commits().stream()
                .map(CommitSummary::message)
                .flatMap(message -> CommitMessage.proposes(message).stream())
                .toList());
    return new Conversation(forge, open, comments, requests);
  }

  /** What was said last. */
  Optional<Comment> last() {
    return comments.isEmpty() ? Optional.empty() : Optional.of(comments.get(comments.size() - 1));
  }

  /** Answers every comment; again without harm. */
  void answer() {
    requests.replies().forEach(reply -> forge.react(reply.comment(), reply.reaction()));
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
