package dev.tagboat.bot.yaml;

import dev.tagboat.bot.fault.UserFault;

/** Adds a key to a mapping, in the style of the key it is put behind. */
public final class KeyWriter {
  private final String text;
  private final YamlScalar key;
  private final YamlScalar value;

  private KeyWriter(String text, YamlScalar key, YamlScalar value) {
    this.text = text;
    this.key = key;
    this.value = value;
  }

  /**
   * The edit that adds {@code key: with} right behind a sibling.
   *
   * @param sibling an entry that stands in the file itself, with a scalar as key and as value
   * @param with printable, on one line
   * @param quoted whether the value is to have quotes though it needs none; those of the sibling
   * @throws UserFault when the sibling is written in a way that leaves no place behind it
   */
  public static Replacement add(
      YamlFile file, YamlMapping.Entry sibling, String key, String with, boolean quoted) {
    if (sibling.key() instanceof YamlScalar name && sibling.value() instanceof YamlScalar value) {
      return new KeyWriter(file.text(), name, value).add(key, with, quoted);
    }
    throw new IllegalArgumentException("the sibling is no pair of scalars");
  }

  private Replacement add(String name, String with, boolean quoted) {
    String entry = quote(name, key.style()) + ": " + value(with, quoted);
    if (!value.inFlow()) {
      int end = Chars.endOfLine(text, value.end());
      // A block scalar ends behind its last line end, where the next line starts.
      boolean block = value.style() == ScalarStyle.LITERAL || value.style() == ScalarStyle.FOLDED;
      return block
          ? insertion(value.end(), indentation() + entry + lineEnd())
          : insertion(end, lineEnd() + indentation() + entry);
    }
    boolean ownLine = isFirstOnLine(key.start());
    return insertion(value.end(), ownLine ? "," + lineEnd() + indentation() + entry : ", " + entry);
  }

  private String value(String with, boolean quoted) {
    boolean plain = PlainText.isString(with) && PlainText.fits(with, value.inFlow());
    boolean json = key.style() == ScalarStyle.DOUBLE_QUOTED;
    if (plain && !quoted && !json) {
      return with;
    }
    return quote(
        with,
        value.style() == ScalarStyle.SINGLE_QUOTED ? value.style() : ScalarStyle.DOUBLE_QUOTED);
  }

  private static String quote(String text, ScalarStyle style) {
    return switch (style) {
      case SINGLE_QUOTED -> "'" + text.replace("'", "''") + "'";
      case DOUBLE_QUOTED -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
      case PLAIN, LITERAL, FOLDED -> text;
    };
  }

  private Replacement insertion(int at, String with) {
    return new Replacement(at, at, "", with);
  }

  // In "- name: x" the dash counts as indentation.
  private String indentation() {
    int start = Chars.startOfLine(text, key.start());
    String before = text.substring(start, key.start());
    if (before.indexOf('\t') >= 0 && !before.isBlank()) {
      throw new UserFault(
          "tabs stand before the key that the new one is to follow. Add it by hand.");
    }
    return before.isBlank() ? before : " ".repeat(before.codePointCount(0, before.length()));
  }

  private boolean isFirstOnLine(int offset) {
    return text.substring(Chars.startOfLine(text, offset), offset).isBlank();
  }

  // As the sibling's line ends, or else the first one. Not every reader takes the other characters
  // that YAML 1.1 has for line ends.
  private String lineEnd() {
    int at = key.start();
    while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    int end = at < text.length() ? at : text.indexOf('\n');
    boolean crlf = end > 0 && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r';
    return end < 0
        ? "\n"
        : crlf ? "\r\n" : text.substring(end, Chars.skipBreak(text, end, text.length()));
  }
}
