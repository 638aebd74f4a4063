package dev.tagboat.bot.yaml;

import dev.tagboat.bot.fault.UserFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** YAML (or JSON) as text and as documents: a file, or the value of a scalar in another one. */
public final class YamlFile {
  /** Larger files are not parsed. */
  public static final int MAX_BYTES = 5 * 1024 * 1024;

  /** More are of no use to anybody who reads about them. */
  private static final int MAX_ALIASES = 20;

  private final SourceText source;
  private final Dialect dialect;
  private final TreeBuilder.Tree tree;
  private final IntFunction<Position> positions;

  private YamlFile(
      SourceText source, Dialect dialect, TreeBuilder.Tree tree, IntFunction<Position> positions) {
    this.source = source;
    this.dialect = dialect;
    this.tree = tree;
    this.positions = positions;
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

  /**
   * Reads all documents of a file. Bytes that are not strict UTF-8 are refused, not repaired. Where
   * actions of a text template keep a file from being YAML, it is read without them.
   */
  public static Reading read(byte[] bytes) {
    try {
      SourceText source = checked(bytes);
      return new Parsed(parse(source, EnumSet.allOf(Dialect.class), source::position));
    } catch (Unreadable e) {
      return new Refused(e.at(), e.reason());
    }
  }

  /** As {@link #read}, but templates are no YAML. */
  static YamlFile parse(byte[] bytes) {
    SourceText source = checked(bytes);
    return parse(source, EnumSet.of(Dialect.PLAIN, Dialect.EASED), source::position);
  }

  /**
   * Reads the value of a scalar as YAML; what is found there is placed in this file.
   *
   * @param scalar of this file
   */
  public Reading nested(YamlScalar scalar) {
    try {
      ScalarWriter writer = new ScalarWriter(this, scalar);
      writer.sourceOffset(0);
      SourceText inner = new SourceText(scalar.value());
      return new Parsed(
          parse(
              inner,
              EnumSet.allOf(Dialect.class),
              offset -> position(writer.sourceOffset(offset))));
    } catch (Unreadable e) {
      return new Refused(position(scalar.start()), "the text that starts here: " + e.reason());
    } catch (UserFault e) {
      return new Refused(position(scalar.start()), String.valueOf(e.getMessage()));
    }
  }

  private static SourceText checked(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new Unreadable(new Position(1, 1), "larger than " + MAX_BYTES + " bytes");
    }
    return SourceText.decode(bytes);
  }

  private static YamlFile parse(
      SourceText source, Set<Dialect> dialects, IntFunction<Position> positions) {
    @Nullable Unreadable first = null;
    for (Dialect dialect : dialects) {
      if (dialect.helps(source)) {
        try {
          return new YamlFile(source, dialect, TreeBuilder.build(source, dialect), positions);
        } catch (Unreadable e) {
          // What the file itself suffers from is the first trouble.
          first = first == null ? e : first;
        }
      }
    }
    throw first == null ? new Unreadable(new Position(1, 1), "not YAML") : first;
  }

  /** The whole text; offsets of nodes index into it. */
  public String text() {
    return source.text();
  }

  public List<YamlNode> documents() {
    return tree.documents();
  }

  /** Where a UTF-16 index of {@link #text} is, for people: always a place in the outermost file. */
  public Position position(int offset) {
    return positions.apply(offset);
  }

  /** Where the text of a scalar starts: for a block scalar below its header. */
  public Position valuePosition(YamlScalar scalar) {
    boolean block = scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
    if (!block) {
      return position(scalar.start());
    }
    try {
      return position(new ScalarWriter(this, scalar).sourceOffset(0));
    } catch (UserFault e) {
      // Written in a way that cannot be edited exactly; whoever tries is told.
      return position(scalar.start());
    }
  }

  /** Where a UTF-16 index of {@link #text} is in this text, even when it is inside another file. */
  Position ownPosition(int offset) {
    return source.position(offset);
  }

  /** Where aliases repeat what stands at {@code offset}, in the order of the file; at most 20. */
  public List<Position> aliasesOf(int offset) {
    return tree.aliases().of(offset, MAX_ALIASES).stream().map(this::position).toList();
  }

  /**
   * The comment right behind a scalar on its line; for a block scalar, behind its header. Inside
   * {@code […]} and {@code {…}} a comma may stand between.
   */
  public Optional<Comment> commentBehind(YamlScalar scalar) {
    return new Comments(text()).behind(scalar);
  }

  /** The comment that ends the line on which a scalar ends, whatever else stands between. */
  public Optional<Comment> commentAtEndOfLine(YamlScalar scalar) {
    return new Comments(text()).atEndOfLine(scalar.end());
  }

  /** The comment on the line right above the one of {@code offset}. */
  public Optional<Comment> commentAbove(int offset) {
    return new Comments(text()).above(offset);
  }

  /** The comment that holds the character at {@code offset}, as far as its line tells. */
  public Optional<Comment> commentAround(int offset) {
    return new Comments(text()).around(offset);
  }

  /** Whether nothing but blanks stands before a comment on its line. */
  public boolean isAlone(Comment comment) {
    int start = Chars.startOfLine(text(), comment.start());
    return Chars.skipBlanks(text(), start, comment.start()) == comment.start();
  }

  SourceText source() {
    return source;
  }

  Dialect dialect() {
    return dialect;
  }
}
