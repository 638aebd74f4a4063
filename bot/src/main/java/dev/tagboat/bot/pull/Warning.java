package dev.tagboat.bot.pull;

import java.util.Locale;

/**
 * Something that a reviewer must not miss.
 *
 * @param sentence Markdown, already harmless
 */
public record Warning(Kind kind, String sentence) {

  /** What it is about. */
  public enum Kind {
    UNCONFIRMED,
    MOVED_SINCE,
    SAME_IMAGE,
    OLDER_VERSION,
    OLDER_BUILD,
    PLATFORM_LOST,
    ROOT,
    USER,
    ENTRY_POINT,
    COMMAND,
    SOURCE;

    /** As programs read it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
