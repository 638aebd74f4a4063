package dev.tagboat.bot.policy;

import com.google.re2j.Matcher;

/**
 * A template over a match, as Go's {@code regexp.Expand} has it (https://pkg.go.dev/regexp): {@code
 * $1}, {@code ${1}}, {@code $name}, {@code ${name}}, {@code $$}. A name without braces is as long
 * as it can be, so {@code $1x} is the group named {@code 1x}; a group that is not there gives
 * nothing; a {@code $} before anything else is itself.
 */
final class Expansion {
  private final String template;
  private final Matcher match;
  private final StringBuilder out = new StringBuilder();

  private Expansion(String template, Matcher match) {
    this.template = template;
    this.match = match;
  }

  /**
   * @param match of a successful search
   */
  static String of(String template, Matcher match) {
    return new Expansion(template, match).expand();
  }

  private String expand() {
    int at = 0;
    for (int dollar = template.indexOf('$'); dollar >= 0; dollar = template.indexOf('$', at)) {
      out.append(template, at, dollar);
      at = reference(dollar + 1);
    }
    return out.append(template, at, template.length()).toString();
  }

  /** Appends what stands at {@code at}, behind a dollar; returns where to go on. */
  private int reference(int at) {
    if (at < template.length() && template.charAt(at) == '$') {
      out.append('$');
      return at + 1;
    }
    boolean braces = at < template.length() && template.charAt(at) == '{';
    int start = braces ? at + 1 : at;
    int end = start;
    while (end < template.length() && isName(template.codePointAt(end))) {
      end += Character.charCount(template.codePointAt(end));
    }
    boolean open = braces && (end == template.length() || template.charAt(end) != '}');
    if (end == start || open) {
      out.append('$');
      return at;
    }
    append(template.substring(start, end));
    return braces ? end + 1 : end;
  }

  private void append(String name) {
    int group = number(name);
    if (group < 0) {
      group = match.pattern().namedGroups().getOrDefault(name, Integer.MAX_VALUE);
    }
    String text = group <= match.groupCount() ? match.group(group) : null;
    out.append(text == null ? "" : text);
  }

  /** The number of a group; -1 for a name. Leading zeros make it a name, as in the original. */
  private static int number(String name) {
    return name.matches("0|[1-9][0-9]{0,7}") ? Integer.parseInt(name) : -1;
  }

  private static boolean isName(int c) {
    return c == '_' || Character.isLetter(c) || Character.isDigit(c);
  }
}
