package dev.tagboat.bot.cli;

/** What a command answers to the shell. */
final class Exit {
  static final int OK = 0;

  /** Tried and failed, or found what the caller asked to be told of. */
  static final int FAILED = 1;

  /** Bad usage or bad input; nothing was written. */
  static final int USAGE = 2;

  /** Nothing matched. */
  static final int NOTHING = 3;

  /** A bug of ours (sysexits.h, EX_SOFTWARE). */
  static final int BUG = 70;

  private Exit() {}
}
