package dev.tagboat.bot.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which texts may stand without quotes and still be read as that very string by YAML 1.1 (its type
 * repository), by YAML 1.2 (core schema) and by the Kubernetes API server, which reads a mixture:
 * {@code y}, {@code 0o17}, {@code 08}, {@code 1e3} and {@code 1e_3} are no strings there.
 */
final class PlainText {
  /** Compared in lower case, which is wider than any of the three. */
  private static final Set<String> WORDS =
      Set.of(
          "", "~", "null", "y", "n", "yes", "no", "true", "false", "on", "off", "=", "<<", ".inf",
          "+.inf", "-.inf", ".nan");

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:"
              + "[0-9][0-9_]*+" // decimal and octal, also 08
              + "|0[bB][-+]?[01_]++" // Go reads a sign there, too
              + "|0[oO][-+]?[0-7_]++"
              + "|0[xX][0-9a-fA-F_]++"
              + "|(?:[0-9][0-9_]*+)?\\.[0-9_]*+(?:[eE][-+]?[0-9]++)?"
              + "|[0-9][0-9_]*+[eE][-+]?[0-9]++"
              + "|[0-9][0-9_]*+(?::[0-9]{1,2})++(?:\\.[0-9_]*+)?" // sexagesimal
              + ")");

  private static final Pattern TIMESTAMP =
      Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]++)[0-9]{1,2}:[0-9]{2}:.*+)?");

  /** Characters that cannot begin a plain scalar (YAML 1.2, production ns-plain-first). */
  private static final String INDICATORS = "-?:,[]{}#&*!|>'\"%@`";

  private static final String FLOW = ",[]{}";

  private PlainText() {}

  /** Whether all three readings resolve the text to a string. */
  static boolean isString(String text) {
    return !WORDS.contains(text.toLowerCase(Locale.ROOT))
        && !NUMBER.matcher(text).matches()
        && !NUMBER.matcher(withoutUnderscores(text)).matches()
        && !TIMESTAMP.matcher(text).matches();
  }

  // As Go's YAML does before it parses a number, wherever they stand but at the start.
  private static String withoutUnderscores(String text) {
    return text.startsWith("_") ? text : text.replace("_", "");
  }

  /** Whether the text can stand without quotes; stricter than the grammar where that is simpler. */
  static boolean fits(String text, boolean inFlow) {
    return !text.isEmpty()
        && fitsAtStart(text)
        && text.charAt(text.length() - 1) != ' '
        && text.charAt(text.length() - 1) != ':'
        && !text.contains(": ")
        && !text.contains(" #")
        && text.codePoints().allMatch(c -> isPlain(c, inFlow))
        && !(inFlow && hasColonBeforeIndicator(text));
  }

  private static boolean fitsAtStart(String text) {
    char first = text.charAt(0);
    // A dash with something right behind it, as of a program's argument, begins no list.
    boolean dash = text.length() > 1 && first == '-' && isWord(text.charAt(1));
    return first != ' '
        && (dash || INDICATORS.indexOf(first) < 0)
        && !text.startsWith("---")
        && !text.startsWith("...");
  }

  private static boolean isWord(char c) {
    return c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isPlain(int c, boolean inFlow) {
    boolean printable =
        (c >= ' ' && c <= '~')
            || (c >= 0xA0 && c <= 0xFFFD && !Character.isSurrogate((char) c) && c != 0xFEFF)
            || c > 0xFFFF;
    return printable && c != 0x2028 && c != 0x2029 && !(inFlow && c < 0x80 && FLOW.indexOf(c) >= 0);
  }

  // {a:"b"} and the like: JSON-like flow readers split there.
  private static boolean hasColonBeforeIndicator(String text) {
    int colon = text.indexOf(':');
    while (colon >= 0) {
      char next = text.charAt(colon + 1);
      if (next == '"' || next == '\'') {
        return true;
      }
      colon = text.indexOf(':', colon + 1);
    }
    return false;
  }
}
