package dev.tagboat.bot.cli;

/** What a person gave cannot be used: one sentence, exit code 2, and nothing is written. */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String message) {
    super(message);
  }

  BadInput(String message, Throwable cause) {
    super(message, cause);
  }
}
