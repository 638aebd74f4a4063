package dev.tagboat.bot.yaml;

import java.util.List;

/** A file of YAML (or JSON) as text and as documents. */
public final class YamlFile {
  /** Larger files are not parsed. */
  public static final int MAX_BYTES = 5 * 1024 * 1024;

  /** SnakeYAML needs quadratic time for a scalar on one line: this length takes about 2 s. */
  private static final int MAX_LINE = 2 * 1024 * 1024;

  private final SourceText source;
  private final List<YamlNode> documents;

  private YamlFile(SourceText source, List<YamlNode> documents) {
    this.source = source;
    this.documents = List.copyOf(documents);
  }

  /** What reading bytes gave. */
  public sealed interface Reading {}

  /** The bytes are YAML. */
  public record Parsed(YamlFile file) implements Reading {}

  /**
   * The bytes are not YAML, or too large or too deep to be looked at.
   *
   * @param reason why, without the place
   */
  public record Refused(Position at, String reason) implements Reading {}

  /** Reads all documents of a file. Bytes that are not strict UTF-8 are refused, not repaired. */
  public static Reading read(byte[] bytes) {
    try {
      return new Parsed(parse(bytes));
    } catch (Unreadable e) {
      return new Refused(e.at(), e.reason());
    }
  }

  static YamlFile parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new Unreadable(new Position(1, 1), "larger than " + MAX_BYTES + " bytes");
    }
    SourceText source = SourceText.decode(bytes);
    int longest = source.longLine(MAX_LINE);
    if (longest >= 0) {
      throw source.unreadable(longest, "a line longer than " + MAX_LINE + " characters");
    }
    return new YamlFile(source, TreeBuilder.documents(source));
  }

  /** The whole text; offsets of nodes index into it. */
  public String text() {
    return source.text();
  }

  public List<YamlNode> documents() {
    return documents;
  }

  /** Where a UTF-16 index of {@link #text} is, for people. */
  public Position position(int offset) {
    return source.position(offset);
  }
}
