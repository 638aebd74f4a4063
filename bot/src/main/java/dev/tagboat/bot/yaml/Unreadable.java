package dev.tagboat.bot.yaml;

/** Carries the place and the reason out of the parser; never leaves this package. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position at;

  Unreadable(Position at, String reason) {
    super(Messages.oneLine(reason), null, false, false);
    this.at = at;
  }

  Position at() {
    return at;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
