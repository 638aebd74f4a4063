package dev.tagboat.bot.signature;

/**
 * Why a signature does not count.
 *
 * @param text no full stop
 */
record Problem(Kind kind, String text) {
  static final Problem OTHER_KEY = new Problem(Kind.OTHER_KEY, "");

  enum Kind {
    /** It cannot be looked at; the text follows "it". */
    DAMAGED,
    /** Somebody else made it. */
    OTHER_KEY,
    /** It is genuine, and about something else; the text follows "but". */
    OTHER_CONTENT
  }

  static Problem damaged(String text) {
    return new Problem(Kind.DAMAGED, text);
  }

  static Problem but(String text) {
    return new Problem(Kind.OTHER_CONTENT, text);
  }

  /** To follow "it". */
  String sentence(String name) {
    return switch (kind) {
      case DAMAGED -> text;
      case OTHER_KEY -> "is not by " + name;
      case OTHER_CONTENT -> "is by " + name + ", but " + text;
    };
  }
}
