package dev.tagboat.bot.yaml;

import java.util.Optional;

/** Finds the comments that belong to a value, as people and other tools' parsers see it. */
final class Comments {
  private final String text;

  Comments(String text) {
    this.text = text;
  }

  /**
   * The comment behind a scalar on its line; for a block scalar, behind its header. Inside {@code
   * […]} and {@code {…}} a comma may stand between.
   */
  Optional<Comment> behind(YamlScalar scalar) {
    ScalarStyle style = scalar.style();
    boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
    int at = block ? endOfHeader(scalar.start()) : scalar.end();
    int next = Chars.skipBlanks(text, at, text.length());
    if (scalar.inFlow() && next < text.length() && text.charAt(next) == ',') {
      at = next + 1;
    }
    return comment(at);
  }

  /** The comment that ends the line on which a value ends, whatever else stands between. */
  Optional<Comment> atEndOfLine(int from) {
    for (int i = from; i < text.length() && !Chars.isBreak(text.charAt(i)); i++) {
      if (text.charAt(i) == '#' && (i == 0 || Chars.isBlank(text.charAt(i - 1)))) {
        return Optional.of(new Comment(i, text.substring(i, Chars.endOfLine(text, i))));
      }
    }
    return Optional.empty();
  }

  /** The comment that holds the character at {@code offset}, as far as its line tells. */
  Optional<Comment> around(int offset) {
    int start = Chars.startOfLine(text, offset);
    return text.startsWith("#", start)
        ? Optional.of(new Comment(start, text.substring(start, Chars.endOfLine(text, start))))
        : atEndOfLine(start).filter(comment -> comment.start() <= offset);
  }

  /** The comment on the line right above the one of {@code offset}, when nothing else is there. */
  Optional<Comment> above(int offset) {
    int lineStart = Chars.startOfLine(text, offset);
    if (lineStart == 0) {
      return Optional.empty();
    }
    int end = lineStart - 1;
    if (end > 0 && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r') {
      end--;
    }
    int start = Chars.skipBlanks(text, Chars.startOfLine(text, end), end);
    return start < end && text.charAt(start) == '#'
        ? Optional.of(new Comment(start, text.substring(start, end)))
        : Optional.empty();
  }

  private Optional<Comment> comment(int from) {
    int at = Chars.skipBlanks(text, from, text.length());
    boolean comment = at < text.length() && text.charAt(at) == '#' && at > from;
    return comment
        ? Optional.of(new Comment(at, text.substring(at, Chars.endOfLine(text, at))))
        : Optional.empty();
  }

  // Behind | or > stand at most an indentation and a chomping indicator.
  private int endOfHeader(int start) {
    int at = start + 1;
    while (at < text.length() && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}
