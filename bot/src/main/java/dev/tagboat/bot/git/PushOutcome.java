package dev.tagboat.bot.git;

/** What became of a push. */
public sealed interface PushOutcome {
  /** The remote branch is now as asked. */
  record Pushed() implements PushOutcome {}

  /** Somebody else moved the branch meanwhile: fetch, look, decide again. */
  record Stale(String sentence) implements PushOutcome {}

  /** The server said no, and nobody has moved the branch: protected branch, hook, rule. */
  record Rejected(String sentence) implements PushOutcome {}
}
