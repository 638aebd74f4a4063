package dev.tagboat.bot.yaml;

import dev.tagboat.bot.fault.UserFault;
import org.jspecify.annotations.Nullable;

/**
 * Writes parts of a scalar anew in the style it has. A plain scalar stays plain only where every
 * reader takes the new value for a string (see {@link PlainText}); otherwise the whole of it is put
 * in double quotes, which also suits JSON.
 */
public final class ScalarWriter {
  private final YamlFile file;
  private final YamlScalar scalar;
  private @Nullable ScalarMap decoded;

  /**
   * @param scalar of {@code file}
   */
  public ScalarWriter(YamlFile file, YamlScalar scalar) {
    this.file = file;
    this.scalar = scalar;
  }

  /**
   * The edit after which the characters {@code from} to {@code to} of the scalar's value read
   * {@code with}.
   *
   * @param with printable, on one line; empty to take the characters out
   * @throws UserFault when the scalar cannot be edited exactly
   */
  public Replacement replace(int from, int to, String with) {
    if (!PlainText.fits("x" + with + "x", false)) {
      throw new IllegalArgumentException("not a text to be put into one line of YAML");
    }
    String value = scalar.value();
    String whole = value.substring(0, from) + with + value.substring(to);
    boolean plain = scalar.style().isPlain();
    if (plain && !staysPlain(whole)) {
      return wholly(afterColon() + '"' + escapeDouble(whole) + '"');
    }
    if (plain && scalar.start() == scalar.end()) {
      return wholly(afterColon() + with);
    }
    ScalarMap map = map();
    int start = from < value.length() ? map.start(from) : endOfValue(map);
    int end = to == from ? start : map.end(to - 1);
    return replacement(start, end, escape(with));
  }

  /**
   * The edit after which the whole value is {@code with}.
   *
   * @param with as in {@link #replace}
   * @param style plain, or the quotes that it is to have though it needs none
   */
  public Replacement fill(String with, ScalarStyle style) {
    if (!style.isQuoted() || !scalar.style().isPlain()) {
      return replace(0, scalar.value().length(), with);
    }
    boolean single = style == ScalarStyle.SINGLE_QUOTED;
    return wholly(
        afterColon()
            + (single ? "'" + with.replace("'", "''") + "'" : '"' + escapeDouble(with) + '"'));
  }

  /**
   * Whether several parts of the value can be replaced one by one: in a plain scalar, each edit
   * decides whether the whole of it needs quotes.
   */
  public boolean takesSeveral() {
    return !scalar.style().isPlain();
  }

  /** Where a character of the value stands in the file; a UTF-16 index into its text. */
  int sourceOffset(int index) {
    int length = scalar.value().length();
    if (length == 0) {
      return scalar.start();
    }
    return index < length ? map().start(index) : map().end(length - 1);
  }

  private boolean staysPlain(String whole) {
    return (scalar.isTaggedString() || PlainText.isString(whole))
        // Line ends in a plain value stand as empty lines in the source, which stay as they are.
        && PlainText.fits(whole.replace('\n', ' '), scalar.inFlow());
  }

  // An absent value has its place right behind the colon.
  private String afterColon() {
    int start = scalar.start();
    boolean absent = start == scalar.end();
    return absent && start > 0 && !Character.isWhitespace(file.text().charAt(start - 1)) ? " " : "";
  }

  private int endOfValue(ScalarMap map) {
    int length = scalar.value().length();
    return length == 0 ? scalar.start() + 1 : map.end(length - 1);
  }

  // Decoding takes time that grows with the scalar, so it is done once for all edits of it.
  private ScalarMap map() {
    if (decoded == null) {
      decoded = decode();
    }
    return decoded;
  }

  private ScalarMap decode() {
    String text = file.text();
    ScalarStyle style = scalar.style();
    int quote = style == ScalarStyle.PLAIN ? 0 : 1;
    @Nullable ScalarMap map =
        switch (style) {
          case PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED ->
              new FlowDecoder(text, scalar.start() + quote, scalar.end() - quote, style).decode();
          case LITERAL, FOLDED ->
              new BlockDecoder(text, scalar.start(), scalar.end(), style == ScalarStyle.FOLDED)
                  .decode(scalar.value());
        };
    if (map == null || !map.decodes(scalar.value())) {
      throw new UserFault(
          file.position(scalar.start())
              + ": this value is written in a way that cannot be edited exactly. Change it by hand.");
    }
    return map;
  }

  private String escape(String with) {
    return switch (scalar.style()) {
      case PLAIN, LITERAL, FOLDED -> with;
      case SINGLE_QUOTED -> with.replace("'", "''");
      case DOUBLE_QUOTED -> escapeDouble(with);
    };
  }

  private static String escapeDouble(String with) {
    return with.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private Replacement wholly(String with) {
    return replacement(scalar.start(), scalar.end(), with);
  }

  private Replacement replacement(int start, int end, String with) {
    return new Replacement(start, end, file.text().substring(start, end), with);
  }
}
