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
   * @param routine whether every push brings some of it, such as the layers of an image: not worth
   *     an operator's look
   */
  record Ignored(String subject, String reason, int count, boolean routine) implements Decoded {}

  /**
   * Not an event, but a question to be answered; counts as ignored.
   *
   * @param subject what it is about, safe to show
   */
  record Handshake(String subject, String reason, Answer answer) implements Decoded {}

  /** Not understood. */
  record Unreadable(String reason) implements Decoded {}

  static Decoded ignored(String subject, String reason) {
    return new Ignored(subject, reason, 1, false);
  }

  static Decoded routine(String subject, String reason) {
    return new Ignored(subject, reason, 1, true);
  }
}
