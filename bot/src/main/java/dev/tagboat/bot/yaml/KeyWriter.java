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
   * @param style plain, or the quotes that the value is to have though it needs none
   * @throws UserFault when the sibling is written in a way that leaves no place behind it
   */
  public static Replacement add(
      YamlFile file, YamlMapping.Entry sibling, String key, String with, ScalarStyle style) {
    if (sibling.key() instanceof YamlScalar name && sibling.value() instanceof YamlScalar value) {
      return new KeyWriter(file.text(), name, value).add(key, with, style);
    }
    throw new IllegalArgumentException("the sibling is no pair of scalars");
  }

  private Replacement add(String name, String with, ScalarStyle style) {
    String entry = quote(name, key.style()) + colon() + value(with, style);
    if (!value.inFlow()) {
      int end = Chars.endOfLine(text, value.end());
      // A block scalar ends behind its last line end, where the next line starts.
      boolean block = value.style() == ScalarStyle.LITERAL || value.style() == ScalarStyle.FOLDED;
      return block
          ? insertion(value.end(), indentation() + entry + lineEnd())
          : insertion(end, lineEnd() + indentation() + entry);
    }
    boolean ownLine = isFirstOnLine(key.start());
    String between = ownLine ? lineEnd() + indentation() : isDense() ? "" : " ";
    return insertion(value.end(), "," + between + entry);
  }

  // Behind quotes a colon needs no blank after it, which minified JSON does without.
  private boolean isDense() {
    return key.style().isQuoted()
        && value.style().isQuoted()
        && text.startsWith(":", key.end())
        && value.start() == key.end() + 1;
  }

  private String colon() {
    return isDense() ? ":" : ": ";
  }

  private String value(String with, ScalarStyle style) {
    boolean plain = PlainText.isString(with) && PlainText.fits(with, value.inFlow());
    boolean json = key.style() == ScalarStyle.DOUBLE_QUOTED;
    if (plain && !style.isQuoted() && !json && !isDense()) {
      return with;
    }
    ScalarStyle wanted = style.isQuoted() ? style : value.style();
    return quote(with, wanted.isQuoted() ? wanted : ScalarStyle.DOUBLE_QUOTED);
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
