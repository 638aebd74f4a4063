package dev.tagboat.bot.run;

/** Told of each step as it is done, for histories and terminals. */
@FunctionalInterface
public interface Progress {

  /** Nobody listens. */
  Progress NONE = (candidateId, step, detail) -> {};

  void done(String candidateId, Step step, String detail);

  /** The steps, in their order. */
  enum Step {
    FETCHED,
    PLANNED,
    COMMITTED,
    PUSHED,
    PROPOSED
  }
}
