package dev.tagboat.bot.cli;

import dev.tagboat.bot.image.Printable;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For how long a command goes on trying. */
final class Patience {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,3})([sm])");

  private Patience() {}

  /**
   * @param text such as {@code 90s} or {@code 5m}; null for no time at all
   */
  static Duration of(@Nullable String text) {
    if (text == null) {
      return Duration.ZERO;
    }
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput("--retry: " + Printable.quote(text) + " is no time such as 90s or 5m.");
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("nobody interrupts a command", e);
    }
  }
}
