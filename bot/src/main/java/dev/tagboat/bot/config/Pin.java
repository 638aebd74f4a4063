package dev.tagboat.bot.config;

/** Whether a place names its image by tag, or by tag and digest. */
public enum Pin {
  /** As it is now. */
  KEEP,
  TAG,
  DIGEST
}
