package dev.tagboat.bot.cli;

import java.util.Collection;
import java.util.List;

/** What comes of looking at a place with the answers that there are. */
sealed interface Verdict {
  /** All is known. */
  record Done(Update update) implements Verdict {}

  /** These have to be asked first. */
  record Wants(List<Question<?>> questions) implements Verdict {
    public Wants {
      questions = List.copyOf(questions);
    }

    static Wants of(Collection<? extends Question<?>> questions) {
      return new Wants(List.copyOf(questions));
    }

    static Wants of(Question<?> question) {
      return new Wants(List.of(question));
    }
  }
}
