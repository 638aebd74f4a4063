package dev.tagboat.bot.signature;

import java.util.Base64;
import java.util.Optional;

/** Base64 as it stands in JSON: one line, the usual alphabet. */
final class Base64Text {
  private Base64Text() {}

  /** Empty when it is none, or nothing. */
  static Optional<byte[]> decode(String text) {
    try {
      return Optional.of(Base64.getDecoder().decode(text)).filter(bytes -> bytes.length > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
