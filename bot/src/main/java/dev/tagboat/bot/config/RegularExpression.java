package dev.tagboat.bot.config;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Regular expressions that people write: RE2 syntax (https://github.com/google/re2/wiki/Syntax),
 * linear in the text. re2j writes out counted repetitions, so that {@code ((a{9}){9}){9}} takes
 * memory for 729; the size after that is limited.
 */
public final class RegularExpression {
  private static final int MAX_LENGTH = 4096;
  private static final long MAX_SIZE = 20_000;

  private final String text;
  private int at;

  private RegularExpression(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException with the reason, which names neither the key nor the text
   */
  public static Pattern compile(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("longer than " + MAX_LENGTH + " characters");
    }
    if (new RegularExpression(text).size() > MAX_SIZE) {
      throw new IllegalArgumentException("repetitions that multiply to more than " + MAX_SIZE);
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  // Wrong syntax is the compiler's business: here it only must not make the size too small.
  private long size() {
    Deque<Long> groups = new ArrayDeque<>();
    long group = 0;
    long last = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '(') {
        groups.push(group + last);
        group = 0;
        last = 0;
        at++;
      } else if (c == ')' && !groups.isEmpty()) {
        last = group + last + 1;
        group = groups.pop();
        at++;
      } else if (c == '{') {
        last = Math.min(MAX_SIZE + 1, Math.max(1, last) * repetition());
      } else {
        group = Math.min(MAX_SIZE + 1, group + last);
        last = 1;
        skipAtom(c);
      }
    }
    while (!groups.isEmpty()) {
      group += groups.pop();
    }
    return group + last;
  }

  /** The higher bound of {@code {n,m}}; 1 where no such thing stands. */
  private long repetition() {
    int end = text.indexOf('}', at);
    String bounds = end < 0 ? "" : text.substring(at + 1, end);
    if (!bounds.matches("[0-9]{1,4}(?:,[0-9]{0,4})?")) {
      at++;
      return 1;
    }
    at = end + 1;
    String[] both = bounds.split(",", 2);
    long low = Long.parseLong(both[0]);
    return both.length == 1 || both[1].isEmpty() ? low + 1 : Long.parseLong(both[1]);
  }

  private void skipAtom(char c) {
    if (c == '\\') {
      at += 2;
    } else if (c == '[') {
      skipClass();
    } else {
      at++;
    }
  }

  private void skipClass() {
    at++;
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }
}
