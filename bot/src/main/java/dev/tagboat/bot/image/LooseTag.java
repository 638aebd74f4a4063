package dev.tagboat.bot.image;

/**
 * A text that no registry takes for a tag, such as {@code -78} or {@code 1.2.3+5}, and that people
 * ask policies about all the same. It is never written anywhere.
 *
 * @param value 1 to 256 characters, none of which is a control or format character
 */
public record LooseTag(String value) implements TagText {
  private static final int MAX_LENGTH = 256;

  /**
   * @throws IllegalArgumentException when {@code value} is too long, empty, or not printable
   */
  public LooseTag {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a text to be judged: " + Printable.quote(value));
    }
  }

  static boolean isValid(String text) {
    return !text.isEmpty() && text.length() <= MAX_LENGTH && Printable.plain(text).equals(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
