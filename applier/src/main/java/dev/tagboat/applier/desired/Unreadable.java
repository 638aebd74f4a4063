package dev.tagboat.applier.desired;

/** A file that must not be applied; the message says why, the place where. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Place at;

  Unreadable(Place at, String sentence) {
    super(sentence);
    this.at = at;
  }

  /** {@code file:line:column: sentence}. */
  String line() {
    return at + ": " + getMessage();
  }
}
