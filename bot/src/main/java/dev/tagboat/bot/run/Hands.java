package dev.tagboat.bot.run;

import dev.tagboat.bot.pull.Memory;
import dev.tagboat.bot.pull.Situation;
import dev.tagboat.bot.run.Progress.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Does what was decided, or only tells of it. */
interface Hands {

  /** What became of a proposal, still without the candidates that it is the answer to. */
  interface Result {
    Outcome outcome(String candidateId, List<String> problems);
  }

  /**
   * @return empty when somebody moved our branch meanwhile
   */
  Optional<Result> propose(Decided decided, BiConsumer<Step, String> progress);

  /**
   * Takes back a pull request that has nothing left to change.
   *
   * @param unproven why what it proposes may no longer go in; null when that is not why
   */
  void retreat(
      String branch,
      Situation situation,
      Memory memory,
      Conversation conversation,
      @Nullable String unproven);

  /** Has a closed pull request forget what people take back. */
  void forget(Conversation conversation, Memory memory, @Nullable String instead);

  /** Tells people that nothing is done, and why. */
  void refuse(Conversation conversation, String sentence);

  /** Commits, pushes and calls the forge. */
  static Hands real(Session session) {
    return new Hands() {
      @Override
      public Optional<Result> propose(Decided decided, BiConsumer<Step, String> progress) {
        return new ProposalRun(session, decided, progress).carryOut();
      }

      @Override
      public void retreat(
          String branch,
          Situation situation,
          Memory memory,
          Conversation conversation,
          @Nullable String unproven) {
        new Retreat(session, branch, conversation, unproven).carryOut(situation, memory.ignored());
      }

      @Override
      public void forget(Conversation conversation, Memory memory, @Nullable String instead) {
        conversation.forget(memory.ignored(), instead);
      }

      @Override
      public void refuse(Conversation conversation, String sentence) {
        conversation.refuse(sentence);
      }
    };
  }

  /** Touches nothing. */
  static Hands rehearsing(Session session) {
    boolean pushOnly = !session.target().forge().keepsPullRequests();
    return new Hands() {
      @Override
      public Optional<Result> propose(Decided decided, BiConsumer<Step, String> progress) {
        return Optional.of((id, problems) -> Outcome.Drafted.of(id, decided, problems, pushOnly));
      }

      @Override
      public void retreat(
          String branch,
          Situation situation,
          Memory memory,
          Conversation conversation,
          @Nullable String unproven) {}

      @Override
      public void forget(Conversation conversation, Memory memory, @Nullable String instead) {}

      @Override
      public void refuse(Conversation conversation, String sentence) {}
    };
  }
}
