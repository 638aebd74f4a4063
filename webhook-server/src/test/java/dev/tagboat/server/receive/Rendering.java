package dev.tagboat.server.receive;

import dev.tagboat.bot.image.ImagePush;

/** What was decoded, as a line of a golden file. */
final class Rendering {
  private Rendering() {}

  static String line(Decoded decoded) {
    if (decoded instanceof Decoded.Pushed pushed) {
      return "push " + push(pushed.push());
    }
    if (decoded instanceof Decoded.Ignored ignored) {
      String times = ignored.count() == 1 ? "" : " x" + ignored.count();
      String kind = ignored.routine() ? "routine" : "ignored";
      return kind + times + " " + ignored.subject() + ": " + ignored.reason();
    }
    if (decoded instanceof Decoded.Handshake asked) {
      return "handshake " + asked.subject() + ": " + asked.reason() + " -> " + answer(asked);
    }
    return "unreadable: " + ((Decoded.Unreadable) decoded).reason();
  }

  private static String push(ImagePush push) {
    return push.reference()
        + (push.mediaType() == null ? "" : " as " + push.mediaType())
        + (push.pushedAt() == null ? "" : " at " + push.pushedAt())
        + (push.pusher() == null ? "" : " by " + push.pusher());
  }

  private static String answer(Decoded.Handshake asked) {
    if (asked.answer() instanceof Answer.ConfirmSubscription confirm) {
      return confirm.topic() + " " + confirm.token() + " " + confirm.url();
    }
    return ((Answer.Echo) asked.answer()).json();
  }
}
