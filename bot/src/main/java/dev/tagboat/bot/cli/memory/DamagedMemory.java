package dev.tagboat.bot.cli.memory;

/** What is kept is not what was written: whoever reads it does without. */
public final class DamagedMemory extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedMemory(String why) {
    super(why);
  }

  DamagedMemory(String why, Throwable cause) {
    super(why, cause);
  }
}
