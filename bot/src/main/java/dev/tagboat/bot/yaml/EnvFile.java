package dev.tagboat.bot.yaml;

import java.util.List;

/**
 * A file of environment variables as Compose reads it ({@code .env}): {@code NAME=value} a line, an
 * optional {@code export} before, quotes around the value, comments behind {@code #}
 * (docs.docker.com, "Syntax for environment files").
 */
public final class EnvFile {
  private final SourceText source;
  private final List<Entry> entries;

  /** How the text of a value is to be understood. */
  public enum Reading {
    /** As it stands: single quotes. */
    LITERAL,
    /** With variables in it: double quotes, or none. */
    EXPANDED,
    /** It has escapes, spans lines or is broken; what it means is not known here. */
    OPAQUE
  }

  /**
   * One variable.
   *
   * @param value the text as it stands, without its quotes
   * @param start UTF-16 index of the value's first character, inside its quotes
   */
  public record Entry(String name, String value, int start, Reading reading) {}

  private EnvFile(SourceText source, List<Entry> entries) {
    this.source = source;
    this.entries = List.copyOf(entries);
  }

  /** Whether a file of this path is one. */
  public static boolean isNamed(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.equals(".env") || name.startsWith(".env.") || name.endsWith(".env");
  }

  /** What reading bytes gave. */
  public sealed interface Result {}

  /** The bytes are text. */
  public record Parsed(EnvFile file) implements Result {}

  /**
   * The bytes are no text, or too many.
   *
   * @param reason why, without the place
   */
  public record Refused(Position at, String reason) implements Result {}

  /** Reads a file; lines that are no assignments are passed over. */
  public static Result read(byte[] bytes) {
    if (bytes.length > YamlFile.MAX_BYTES) {
      return new Refused(new Position(1, 1), "larger than " + YamlFile.MAX_BYTES + " bytes");
    }
    try {
      SourceText source = SourceText.decode(bytes);
      return new Parsed(new EnvFile(source, EnvParser.entries(source.text())));
    } catch (Unreadable e) {
      return new Refused(e.at(), e.reason());
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
