package dev.tagboat.bot.policy;

import dev.tagboat.bot.policy.CalverToken.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Layouts whose versions could not be told from other tags, or not be ordered, are refused. */
final class CalverRules {
  private static final Set<Field> DAYS = EnumSet.of(Field.MONTH, Field.DAY);

  private CalverRules() {}

  /**
   * @throws IllegalArgumentException naming what is wrong
   */
  static void check(String layout, List<CalverToken> tokens) {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    for (CalverToken token : tokens) {
      refuse(!fields.add(token.field), layout, token.text + " names a part that is named already");
    }
    refuse(!fields.contains(Field.YEAR), layout, "a year (YYYY, YY or 0Y) is missing");
    refuse(
        fields.contains(Field.WEEK) && fields.stream().anyMatch(DAYS::contains),
        layout,
        "a week and a month or day do not go together");
    refuse(
        fields.contains(Field.DAY) && !fields.contains(Field.MONTH),
        layout,
        "a day needs its month");
    order(layout, tokens);
  }

  private static void order(String layout, List<CalverToken> tokens) {
    for (int i = 1; i < tokens.size(); i++) {
      Field before = tokens.get(i - 1).field;
      Field here = tokens.get(i).field;
      refuse(before == Field.MODIFIER, layout, "MODIFIER must be the last part");
      boolean again =
          here.isTime()
              && !before.isTime()
              && tokens.subList(0, i).stream().anyMatch(token -> token.field.isTime());
      refuse(again, layout, "the parts of the date must not be split by others");
    }
    List<Field> counters =
        tokens.stream().map(token -> token.field).filter(field -> !field.isTime()).toList();
    refuse(
        !counters.equals(counters.stream().sorted().toList()),
        layout,
        "MAJOR, MINOR and MICRO must stand in this order");
  }

  /** Most likely a token with a typing error in it, and never told from the number beside it. */
  static void checkLiteral(String layout, char literal) {
    refuse(
        "0123456789YMWD".indexOf(literal) >= 0,
        layout,
        literal
            + " belongs to none of YYYY, YY, 0Y, MM, 0M, WW, 0W, DD, 0D, HH, mm, ss, MAJOR, MINOR,"
            + " MICRO, MODIFIER");
  }

  /** MAJOR and the like run on over whatever digits follow. */
  static void checkBeside(String layout, CalverToken token) {
    refuse(
        token.beside().isEmpty(),
        layout,
        "nothing tells where " + token.text + " ends: put a separator there");
  }

  private static void refuse(boolean wrong, String layout, String why) {
    if (wrong) {
      throw new IllegalArgumentException(
          "not a layout of calendar versions, such as YYYY.0M.MICRO (" + layout + "): " + why);
    }
  }
}
