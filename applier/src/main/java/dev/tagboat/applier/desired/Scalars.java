package dev.tagboat.applier.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a plain scalar means to the API server: the rules of the YAML library that kubectl and the
 * API server use (sigs.k8s.io/yaml, mostly YAML 1.1), measured scalar by scalar in {@code
 * scalars.tsv} of the tests. Sexagesimal numbers and dates are strings there.
 */
final class Scalars {
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger UNSIGNED_MAX = BigInteger.ONE.shiftLeft(64);
  private static final double EXACT_LONG = 0x1p63;
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_JSON = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
  private static final Map<String, JsonNode> WORDS = words();

  private Scalars() {}

  private static Map<String, JsonNode> words() {
    Map<String, JsonNode> words = new TreeMap<>();
    for (String yes : new String[] {"y", "yes", "on", "true"}) {
      spellings(yes).forEach(word -> words.put(word, BooleanNode.TRUE));
    }
    for (String no : new String[] {"n", "no", "off", "false"}) {
      spellings(no).forEach(word -> words.put(word, BooleanNode.FALSE));
    }
    spellings("null").forEach(word -> words.put(word, NullNode.getInstance()));
    words.put("~", NullNode.getInstance());
    words.put("", NullNode.getInstance());
    return words;
  }

  private static Iterable<String> spellings(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return List.of(word, upper, upper.charAt(0) + word.substring(1));
  }

  /** The value; empty for the numbers that JSON does not have (infinity, not a number). */
  static Optional<JsonNode> plain(String text) {
    JsonNode word = WORDS.get(text);
    if (word != null) {
      return Optional.of(word);
    }
    if (NO_JSON.matcher(text).matches()) {
      return Optional.empty();
    }
    char first = text.charAt(0);
    boolean number = first == '+' || first == '-' || (first >= '0' && first <= '9');
    if (!number && first != '.') {
      return Optional.of(TextNode.valueOf(text));
    }
    String digits = number ? text.replace("_", "") : text;
    return Optional.of(
        integer(digits).or(() -> decimal(digits)).orElseGet(() -> TextNode.valueOf(text)));
  }

  private static Optional<JsonNode> integer(String text) {
    boolean minus = text.startsWith("-");
    String unsigned = minus || text.startsWith("+") ? text.substring(1) : text;
    int radix = radix(unsigned);
    String digits =
        radix == 10 ? unsigned : unsigned.substring(radix == 8 && !isO(unsigned) ? 1 : 2);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> Character.digit(c, radix) >= 0)) {
      return Optional.empty();
    }
    BigInteger magnitude = new BigInteger(digits, radix);
    BigInteger value = minus ? magnitude.negate() : magnitude;
    if (value.compareTo(LONG_MAX) <= 0 && value.compareTo(LONG_MIN) >= 0) {
      return Optional.of(LongNode.valueOf(value.longValueExact()));
    }
    return !minus && value.compareTo(UNSIGNED_MAX) < 0
        ? Optional.of(DoubleNode.valueOf(value.doubleValue()))
        : Optional.empty();
  }

  private static int radix(String text) {
    if (text.length() < 2 || text.charAt(0) != '0') {
      return 10;
    }
    return switch (text.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static boolean isO(String text) {
    return text.charAt(1) == 'o' || text.charAt(1) == 'O';
  }

  private static Optional<JsonNode> decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    double value = Double.parseDouble(text);
    return Double.isInfinite(value) ? Optional.empty() : Optional.of(number(value));
  }

  /** As JSON writes it: a whole number without a point, where it is exact. */
  static JsonNode number(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT_LONG
        ? LongNode.valueOf((long) value)
        : DoubleNode.valueOf(value);
  }
}
