package dev.tagboat.bot.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a tag may replace another. */
public sealed interface Decision {
  /** One sentence for people. */
  String sentence();

  /** Yes. */
  record Accepted(String sentence) implements Decision {}

  /**
   * No.
   *
   * @param until when it will be yes; null when time does not help
   */
  record Rejected(Rejection kind, String sentence, @Nullable Instant until) implements Decision {}

  static Decision no(Rejection kind, String sentence) {
    return new Rejected(kind, sentence, null);
  }

  /** Not before {@code until}. */
  static Decision notYet(Rejection kind, Instant until, String sentence) {
    return new Rejected(kind, sentence, until);
  }

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
