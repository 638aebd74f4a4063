package dev.tagboat.bot.git;

/** What became of a push. */
public sealed interface PushOutcome {
  /**
   * The remote branch is now as asked.
   *
   * @param withOptions false when the server took none of the push options, so that whatever they
   *     asked for did not come of it
   */
  record Pushed(boolean withOptions) implements PushOutcome {
    public Pushed() {
      this(true);
    }
  }

  /** Somebody else moved the branch meanwhile: fetch, look, decide again. */
  record Stale(String sentence) implements PushOutcome {}

  /** The server said no, and nobody has moved the branch: protected branch, hook, rule. */
  record Rejected(String sentence) implements PushOutcome {}
}
