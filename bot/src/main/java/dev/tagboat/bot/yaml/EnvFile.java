package dev.tagboat.bot.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of environment variables as Compose reads it ({@code .env}): {@code NAME=value} a line, an
 * optional {@code export} before, quotes around the value, comments behind {@code #}. What spans
 * lines or has escapes is left out: such a value is never edited.
 */
public final class EnvFile {
  private static final Pattern LINE =
      Pattern.compile(
          "^[ \\t]*+(?:export[ \\t]++)?([A-Za-z_][A-Za-z0-9_.-]*+)[ \\t]*+=[ \\t]*+"
              + "(?:\"([^\"\\\\$\\r\\n]*+)\"|'([^'\\\\\\r\\n]*+)'|([^\\s#\"'\\\\$]*+))"
              + "[ \\t]*+(?:#[^\\r\\n]*+)?\\r?$",
          Pattern.MULTILINE);

  private final SourceText source;
  private final List<Entry> entries;

  /**
   * One variable.
   *
   * @param start UTF-16 index of the value's first character, inside its quotes
   */
  public record Entry(String name, String value, int start) {}

  private EnvFile(SourceText source, List<Entry> entries) {
    this.source = source;
    this.entries = List.copyOf(entries);
  }

  /** Whether a file of this path is one. */
  public static boolean isNamed(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
  }

  /**
   * @throws IllegalArgumentException when the bytes are no text
   */
  public static EnvFile read(byte[] bytes) {
    try {
      SourceText source = SourceText.decode(bytes);
      List<Entry> entries = new ArrayList<>();
      Matcher line = LINE.matcher(source.text());
      while (line.find()) {
        int group = line.group(2) != null ? 2 : line.group(3) != null ? 3 : 4;
        entries.add(new Entry(line.group(1), line.group(group), line.start(group)));
      }
      return new EnvFile(source, entries);
    } catch (Unreadable e) {
      throw new IllegalArgumentException(e.at() + ": " + e.reason(), e);
    }
  }

  public String text() {
    return source.text();
  }

  /** In the order of the file; of equal names the last counts. */
  public List<Entry> entries() {
    return entries;
  }

  public Position position(int offset) {
    return source.position(offset);
  }
}
