package dev.tagboat.bot.yaml;

import dev.tagboat.bot.yaml.EnvFile.Entry;
import dev.tagboat.bot.yaml.EnvFile.Reading;
import java.util.ArrayList;
import java.util.List;

/** Splits a file of environment variables into its assignments. */
final class EnvParser {
  private static final String EXPORT = "export";
  private static final char BOM = '\uFEFF';

  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private int at;

  private EnvParser(String text) {
    this.text = text;
  }

  static List<Entry> entries(String text) {
    EnvParser parser = new EnvParser(text);
    parser.at = !text.isEmpty() && text.charAt(0) == BOM ? 1 : 0;
    while (parser.at < text.length()) {
      parser.line();
    }
    return parser.entries;
  }

  private void line() {
    skipBlanks();
    if (text.startsWith(EXPORT, at) && isBlankAt(at + EXPORT.length())) {
      at += EXPORT.length();
      skipBlanks();
    }
    int start = at;
    while (at < text.length() && isNamePart(text.charAt(at))) {
      at++;
    }
    String name = text.substring(start, at);
    skipBlanks();
    // Compose also takes NAME: value, which is what it once read.
    if (!name.isEmpty() && at < text.length() && "=:".indexOf(text.charAt(at)) >= 0) {
      at++;
      skipBlanks();
      value(name);
    }
    at = Math.min(text.length(), endOfLine(at) + 1);
  }

  private void value(String name) {
    char first = at < text.length() ? text.charAt(at) : '\n';
    if (first == '"' || first == '\'') {
      quoted(name, first);
    } else {
      unquoted(name);
    }
  }

  private void quoted(String name, char quote) {
    int start = at + 1;
    int end = start;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    // One that never ends takes the rest of the file, which Compose does not read either.
    end = Math.min(end, text.length());
    String value = text.substring(start, end);
    at = Math.min(end + 1, text.length());
    String rest = text.substring(at, endOfLine(at)).strip();
    boolean plain =
        end < text.length()
            && (rest.isEmpty() || rest.startsWith("#"))
            && value.chars().noneMatch(c -> c == '\\' || c == '\n' || c == '\r');
    Reading reading = quote == '"' ? Reading.EXPANDED : Reading.LITERAL;
    entries.add(new Entry(name, value, start, plain ? reading : Reading.OPAQUE));
  }

  private void unquoted(String name) {
    int start = at;
    int end = endOfLine(at);
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == '#' && i > start && Chars.isBlank(text.charAt(i - 1))) {
        end = i;
      }
    }
    String value = text.substring(start, end).stripTrailing();
    boolean plain = value.chars().noneMatch(c -> "\\\"'#\r".indexOf(c) >= 0);
    entries.add(new Entry(name, value, start, plain ? Reading.EXPANDED : Reading.OPAQUE));
  }

  // A CR before the LF is white space like any other.
  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private void skipBlanks() {
    at = Chars.skipBlanks(text, at, text.length());
  }

  private boolean isBlankAt(int index) {
    return index < text.length() && Chars.isBlank(text.charAt(index));
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_.-[]".indexOf(c) >= 0;
  }
}
