package dev.tagboat.bot.forge;

/** How a comment is answered without a further comment. */
public enum Reaction {
  /** It was done. */
  DONE,
  /** Its author may not ask for it. */
  NO,
  /** It was not understood. */
  UNCLEAR
}
