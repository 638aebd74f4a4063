package dev.tagboat.bot.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a text with variables by Compose's rules (docs.docker.com, "Interpolation"). */
final class Template {
  /** Nobody nests deeper, and recursion stays far from the stack's end. */
  private static final int MAX_DEPTH = 20;

  private final String text;
  private int at;
  private boolean broken;

  private Template(String text) {
    this.text = text;
  }

  /** A part of the text. */
  sealed interface Segment {}

  /** Characters that stand for themselves. */
  record Text(int from, int to) implements Segment {}

  /** A dollar sign that stands for itself. */
  record Dollar() implements Segment {}

  /**
   * A variable, such as {@code ${NAME:-word}}.
   *
   * @param orEmpty whether an empty variable counts as one that is not set
   * @param word what stands behind the operator
   */
  record Use(String name, Kind kind, boolean orEmpty, List<Segment> word) implements Segment {
    Use {
      word = List.copyOf(word);
    }

    /** What happens when the variable is not set. */
    enum Kind {
      /** Nobody can tell. */
      VALUE,
      /** {@code -}: the word is taken. */
      DEFAULT,
      /** {@code ?}: it must be. */
      REQUIRED,
      /** {@code +}: nothing is taken; where it is set, the word is. */
      ALTERNATIVE
    }
  }

  /** Empty when Compose would refuse the text. */
  static Optional<List<Segment>> parse(String text) {
    Template template = new Template(text);
    List<Segment> segments = template.segments(0);
    return template.broken ? Optional.empty() : Optional.of(segments);
  }

  private List<Segment> segments(int depth) {
    List<Segment> segments = new ArrayList<>();
    int from = at;
    while (at < text.length() && (depth == 0 || text.charAt(at) != '}')) {
      if (text.charAt(at) == '$') {
        addText(segments, from);
        segments.add(dollar(depth));
        from = at;
      } else {
        at++;
      }
    }
    addText(segments, from);
    return segments;
  }

  private void addText(List<Segment> segments, int from) {
    if (from < at) {
      segments.add(new Text(from, at));
    }
  }

  private Segment dollar(int depth) {
    at++;
    char next = peek();
    if (next == '{') {
      at++;
      return braced(depth);
    }
    if (isNamePart(next) && !isDigit(next)) {
      return new Use(name(), Use.Kind.VALUE, false, List.of());
    }
    at += next == '$' ? 1 : 0;
    return new Dollar();
  }

  private Segment braced(int depth) {
    String name = name();
    boolean orEmpty = peek() == ':';
    at += orEmpty ? 1 : 0;
    Optional<Use.Kind> kind = kind(peek());
    boolean plain = kind.isEmpty() && !orEmpty;
    at += plain ? 0 : 1;
    List<Segment> word =
        plain || depth == MAX_DEPTH || at > text.length() ? List.of() : segments(depth + 1);
    if (name.isEmpty() || isDigit(name.charAt(0)) || (kind.isEmpty() && orEmpty) || peek() != '}') {
      broken = true;
      at = text.length();
    } else {
      at++;
    }
    return new Use(name, kind.orElse(Use.Kind.VALUE), orEmpty, word);
  }

  private static Optional<Use.Kind> kind(char operator) {
    return switch (operator) {
      case '-' -> Optional.of(Use.Kind.DEFAULT);
      case '?' -> Optional.of(Use.Kind.REQUIRED);
      case '+' -> Optional.of(Use.Kind.ALTERNATIVE);
      default -> Optional.empty();
    };
  }

  private String name() {
    int from = at;
    while (isNamePart(peek())) {
      at++;
    }
    return text.substring(from, at);
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private static boolean isNamePart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
