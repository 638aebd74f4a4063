package dev.tagboat.bot.scan;

/**
 * What of a tag stands elsewhere and stays: {@code -alpine} where a variable holds only the {@code
 * 1.2} of {@code 1.2-alpine}.
 */
public record Frame(String before, String after) {
  /** The whole tag stands in one place. */
  public static final Frame NONE = new Frame("", "");

  /** Whether a tag can be written within. */
  public boolean fits(String tag) {
    return tag.length() > before.length() + after.length()
        && tag.startsWith(before)
        && tag.endsWith(after);
  }

  /** The part of a tag that stands within. */
  public String within(String tag) {
    return tag.substring(before.length(), tag.length() - after.length());
  }
}
