package dev.tagboat.bot.image;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A content digest.
 *
 * @param value {@code sha256:} and 64, or {@code sha512:} and 128, lower-case hex digits (OCI
 *     image-spec, "Digests"; no other algorithm is accepted)
 */
public record Digest(String value) {
  private static final Pattern GRAMMAR =
      Pattern.compile("sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}");

  /**
   * @throws IllegalArgumentException when {@code value} is not a digest
   */
  public Digest {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "not a valid digest: " + Printable.quote(value) + " (want sha256: and 64 hex digits)");
    }
  }

  /** Whether {@code text} obeys the digest grammar. */
  public static boolean isValid(String text) {
    return text.length() <= 135 && GRAMMAR.matcher(text).matches();
  }

  /** The digest, or empty when {@code text} is none. */
  public static Optional<Digest> parse(String text) {
    return isValid(text) ? Optional.of(new Digest(text)) : Optional.empty();
  }

  /** The first 12 hex digits, for people. */
  public String shortHex() {
    return value.substring(7, 19);
  }

  @Override
  public String toString() {
    return value;
  }
}
