package dev.tagboat.bot.git;

import java.util.regex.Pattern;

/**
 * The id of a git commit.
 *
 * @param value 40 lower-case hex digits
 */
public record CommitId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[0-9a-f]{40}");

  /**
   * @throws IllegalArgumentException when {@code value} is not 40 lower-case hex digits
   */
  public CommitId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException("not a commit id: " + value);
    }
  }

  /** The first 10 digits, for people. */
  public String abbreviated() {
    return value.substring(0, 10);
  }

  @Override
  public String toString() {
    return value;
  }
}
