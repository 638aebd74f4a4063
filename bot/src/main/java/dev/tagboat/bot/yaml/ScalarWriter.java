package dev.tagboat.bot.yaml;

import dev.tagboat.bot.fault.UserFault;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of a scalar anew in the style it has. A plain scalar stays plain only where every
 * reader takes the new value for a string (see {@link PlainText}); otherwise the whole of it is put
 * in double quotes, which also suits JSON.
 */
public final class ScalarWriter {
  private ScalarWriter() {}

  /**
   * The edit after which the characters {@code from} to {@code to} of the scalar's value read
   * {@code with}.
   *
   * @param with printable, on one line
   * @throws UserFault when the scalar cannot be edited exactly
   */
  public static Replacement replace(
      YamlFile file, YamlScalar scalar, int from, int to, String with) {
    if (!PlainText.fits("x" + with + "x", false)) {
      throw new IllegalArgumentException("not a text to be put into one line of YAML");
    }
    String text = file.text();
    String value = scalar.value();
    String whole = value.substring(0, from) + with + value.substring(to);
    ScalarStyle style = scalar.style();
    if (style.isPlain() && !staysPlain(scalar, whole)) {
      String quoted = '"' + escapeDouble(whole) + '"';
      return replacement(text, scalar.start(), scalar.end(), afterColon(text, scalar) + quoted);
    }
    if (style.isPlain() && scalar.start() == scalar.end()) {
      return replacement(text, scalar.start(), scalar.end(), afterColon(text, scalar) + with);
    }
    ScalarMap map = map(file, scalar);
    int start = from < value.length() ? map.start(from) : endOfValue(map, scalar);
    int end = to == from ? start : map.end(to - 1);
    return replacement(text, start, end, escape(with, style));
  }

  private static boolean staysPlain(YamlScalar scalar, String whole) {
    return (scalar.isTaggedString() || PlainText.isString(whole))
        // Line ends in a plain value stand as empty lines in the source, which stay as they are.
        && PlainText.fits(whole.replace('\n', ' '), scalar.inFlow());
  }

  // An absent value has its place right behind the colon.
  private static String afterColon(String text, YamlScalar scalar) {
    int start = scalar.start();
    boolean absent = start == scalar.end();
    return absent && start > 0 && !Character.isWhitespace(text.charAt(start - 1)) ? " " : "";
  }

  private static int endOfValue(ScalarMap map, YamlScalar scalar) {
    int length = scalar.value().length();
    return length == 0 ? scalar.start() + 1 : map.end(length - 1);
  }

  private static ScalarMap map(YamlFile file, YamlScalar scalar) {
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

  private static String escape(String with, ScalarStyle style) {
    return switch (style) {
      case PLAIN, LITERAL, FOLDED -> with;
      case SINGLE_QUOTED -> with.replace("'", "''");
      case DOUBLE_QUOTED -> escapeDouble(with);
    };
  }

  private static String escapeDouble(String with) {
    return with.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static Replacement replacement(String text, int start, int end, String with) {
    return new Replacement(start, end, text.substring(start, end), with);
  }
}
