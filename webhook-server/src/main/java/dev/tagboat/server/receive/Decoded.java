package dev.tagboat.server.receive;

import dev.tagboat.bot.image.ImagePush;

/** One event of a request, as far as it could be understood. */
public sealed interface Decoded {

  /** A tag was pushed, says the sender. */
  record Pushed(ImagePush push) implements Decoded {}

  /**
   * Understood, and of no interest.
   *
   * @param subject what it is about, safe to show
   * @param count how many events this stands for
   */
  record Ignored(String subject, String reason, int count) implements Decoded {}

  /** Not understood. */
  record Unreadable(String reason) implements Decoded {}

  static Decoded ignored(String subject, String reason) {
    return new Ignored(subject, reason, 1);
  }
}
