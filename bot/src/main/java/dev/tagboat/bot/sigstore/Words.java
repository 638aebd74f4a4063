package dev.tagboat.bot.sigstore;

import dev.tagboat.bot.image.Printable;

/** The library's words, as far as people can use them. */
final class Words {
  private static final int MOST = 200;

  private Words() {}

  /** One line without a full stop. It may quote what somebody else wrote. */
  static String of(Throwable trouble) {
    String message = trouble.getMessage() == null ? "" : trouble.getMessage();
    String line = message.lines().findFirst().orElse("").strip();
    String text = line.isEmpty() ? trouble.getClass().getSimpleName() : line;
    String cut = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    String plain = Printable.plain(cut);
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
  }
}
