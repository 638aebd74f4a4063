package dev.tagboat.bot.forge.embedded;

import java.nio.charset.StandardCharsets;

/** The bytes of a body; nobody changes them. */
final class Content {
  static final Content NONE = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  static Content of(byte[] bytes) {
    return new Content(bytes);
  }

  static Content of(String text) {
    return new Content(text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return bytes.length;
  }

  String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
