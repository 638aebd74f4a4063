package dev.tagboat.applier.health;

/**
 * How an object does.
 *
 * @param sentence why it is not current; empty when it is
 */
public record Health(State state, String sentence) {
  static final Health CURRENT = new Health(State.CURRENT, "");

  /** The words of kstatus. */
  public enum State {
    CURRENT,
    IN_PROGRESS,
    FAILED,
    TERMINATING,
    NOT_FOUND
  }

  static Health progress(String sentence) {
    return new Health(State.IN_PROGRESS, sentence);
  }

  static Health failed(String sentence) {
    return new Health(State.FAILED, sentence);
  }

  /** Whether waiting for it is over. */
  public boolean isSettled() {
    return state != State.IN_PROGRESS;
  }
}
