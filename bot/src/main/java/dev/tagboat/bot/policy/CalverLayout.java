package dev.tagboat.bot.policy;

import dev.tagboat.bot.policy.CalverToken.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How calendar versions are written, such as {@code YYYY.0M.MICRO}: the tokens of {@link
 * CalverToken}, and literal text between them. {@code MM}, {@code DD} and {@code WW} take one digit
 * or two, {@code 0M} and the like two; beside another token each takes two. A trailing {@code
 * MINOR}, {@code MICRO} or {@code MODIFIER} behind a literal may be missing in a tag.
 *
 * <p>Order: as the layout is read, but a date counts by year, month, week, day and time, wherever
 * these stand in it.
 */
final class CalverLayout {
  private static final String V = "[vV]?";

  private final String text;
  private final Pattern pattern;
  private final List<CalverToken> tokens;

  private CalverLayout(String text, Pattern pattern, List<CalverToken> tokens) {
    this.text = text;
    this.pattern = pattern;
    this.tokens = List.copyOf(tokens);
  }

  /**
   * @throws IllegalArgumentException when versions of that layout could not be told or ordered
   */
  static CalverLayout parse(String text) {
    List<Part> parts = parts(text);
    List<CalverToken> tokens = new ArrayList<>();
    for (Part part : parts) {
      if (part.token() != null) {
        tokens.add(part.token());
      }
    }
    CalverRules.check(text, tokens);
    for (int i = 1; i < parts.size(); i++) {
      CalverToken before = parts.get(i - 1).token();
      if (before != null && parts.get(i).token() != null) {
        CalverRules.checkBeside(text, before);
      }
    }
    return new CalverLayout(text, Pattern.compile(regex(parts)), tokens);
  }

  /** Either a token or a literal. */
  private record Part(@Nullable CalverToken token, String literal) {}

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      CalverToken token = token(text, at, parts);
      if (token == null) {
        CalverRules.checkLiteral(text, text.charAt(at));
        parts.add(new Part(null, text.substring(at, at + 1)));
      } else {
        parts.add(new Part(token, ""));
      }
      at += token == null ? 1 : token.text.length();
    }
    return parts;
  }

  // "mm" and "ss" are parts of words too: they are minutes behind hours, and seconds behind those.
  private static @Nullable CalverToken token(String text, int at, List<Part> before) {
    CalverToken token = CalverToken.at(text, at);
    return switch (token == null ? Field.YEAR : token.field) {
      case MINUTE -> has(before, Field.HOUR) ? token : null;
      case SECOND -> has(before, Field.MINUTE) ? token : null;
      default -> token;
    };
  }

  private static boolean has(List<Part> parts, Field field) {
    return parts.stream().anyMatch(part -> part.token() != null && part.token().field == field);
  }

  private static String regex(List<Part> parts) {
    StringBuilder regex = new StringBuilder(parts.get(0).token() == null ? "" : V);
    int optional = 0;
    for (int i = 0; i < parts.size(); i++) {
      if (startsOptionalTail(parts, i)) {
        regex.append("(?:");
        optional++;
      }
      CalverToken token = parts.get(i).token();
      regex.append(
          token == null
              ? Pattern.quote(parts.get(i).literal())
              : "(" + digits(token, parts, i) + ")");
    }
    return regex + ")?".repeat(optional);
  }

  private static String digits(CalverToken token, List<Part> parts, int i) {
    boolean beside =
        (i > 0 && parts.get(i - 1).token() != null)
            || (i + 1 < parts.size() && parts.get(i + 1).token() != null);
    return beside && !token.beside().isEmpty() ? token.beside() : token.digits;
  }

  /** A literal behind which only literals and tokens come that may be missing. */
  private static boolean startsOptionalTail(List<Part> parts, int i) {
    if (i == 0 || parts.get(i).token() != null || parts.get(i - 1).token() == null) {
      return false;
    }
    boolean any = false;
    for (int j = i; j < parts.size(); j++) {
      CalverToken token = parts.get(j).token();
      if (token != null && (!token.field.isOptional() || parts.get(j - 1).token() != null)) {
        return false;
      }
      any |= token != null;
    }
    return any && parts.get(parts.size() - 1).token() != null;
  }

  boolean namesModifier() {
    return tokens.contains(CalverToken.MODIFIER);
  }

  /** The version that a text is; behind it may stand a pre-release. */
  Optional<CalendarVersion> read(String tag) {
    Matcher matcher = pattern.matcher(tag);
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    Map<Field, BigInteger> values = new EnumMap<>(Field.class);
    String modifier = "";
    for (int i = 0; i < tokens.size(); i++) {
      CalverToken token = tokens.get(i);
      String value = matcher.group(i + 1);
      if (value != null && token.field == Field.MODIFIER) {
        modifier = value;
      } else if (value != null) {
        BigInteger number = new BigInteger(value);
        values.put(
            token.field, token.countsFrom2000() ? number.add(CalendarVersion.Y2000) : number);
      }
    }
    boolean spelledWithV = !tag.isEmpty() && "vV".indexOf(tag.charAt(0)) >= 0;
    return CalendarVersion.of(
        order(), values, modifier, tag.substring(matcher.end()), spelledWithV);
  }

  /** What is compared, in this order. */
  private List<Field> order() {
    List<Field> order = new ArrayList<>();
    for (CalverToken token : tokens) {
      if (!token.field.isTime()) {
        order.add(token.field);
      } else if (order.stream().noneMatch(Field::isTime)) {
        tokens.stream().map(t -> t.field).filter(Field::isTime).sorted().forEach(order::add);
      }
    }
    order.remove(Field.MODIFIER);
    return order;
  }

  @Override
  public String toString() {
    return text;
  }
}
