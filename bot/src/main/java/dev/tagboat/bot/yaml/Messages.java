package dev.tagboat.bot.yaml;

import java.util.regex.Pattern;

/** Messages may quote keys and names from the file, which may hold anything. */
final class Messages {
  private static final int MAX = 400;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

  private Messages() {}

  /** At most 400 characters on one line, with {@code ?} for what does not print. */
  static String oneLine(String message) {
    String printable = UNPRINTABLE.matcher(message).replaceAll("?");
    return printable.length() <= MAX ? printable : printable.substring(0, MAX) + "…";
  }
}
