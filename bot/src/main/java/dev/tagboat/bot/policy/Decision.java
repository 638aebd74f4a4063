package dev.tagboat.bot.policy;

/** Whether a tag may replace another. */
public sealed interface Decision {
  /** One sentence for people. */
  String sentence();

  /** Yes. */
  record Accepted(String sentence) implements Decision {}

  /** No. */
  record Rejected(Rejection kind, String sentence) implements Decision {}

  static Decision no(Rejection kind, String sentence) {
    return new Rejected(kind, sentence);
  }

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
