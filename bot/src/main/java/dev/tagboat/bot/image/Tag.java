package dev.tagboat.bot.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image tag.
 *
 * @param value matches {@code [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}} (OCI distribution-spec, "Pulling
 *     manifests")
 */
public record Tag(String value) implements TagText, Comparable<Tag> {
  private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}");

  /**
   * @throws IllegalArgumentException when {@code value} is not a tag
   */
  public Tag {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not a valid tag: "
              + Printable.quote(value)
              + " (letters, digits, '_', '.', '-'; at most 128; not starting with '.' or '-')");
    }
  }

  /** Whether {@code text} obeys the tag grammar. */
  public static boolean isValid(String text) {
    return text.length() <= 128 && GRAMMAR.matcher(text).matches();
  }

  /** The tag, or empty when {@code text} is none. */
  public static Optional<Tag> parse(String text) {
    return isValid(text) ? Optional.of(new Tag(text)) : Optional.empty();
  }

  /** Byte order, which is what registries list tags in. */
  @Override
  public int compareTo(Tag other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
