package dev.tagboat.bot.cli;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param component whose credential it is: {@code github}, {@code registry}, {@code cluster}
 * @param what the thing, in a word or two
 * @param sentence what was found; never a secret
 * @param advice what to do; empty when all is well
 */
record Finding(String component, String what, Status status, String sentence, String advice) {

  /** From good to bad. */
  enum Status {
    OK("ok", Console.Colour.GREEN),
    UNKNOWN("unknown", Console.Colour.CYAN),
    WARNING("warning", Console.Colour.CYAN),
    /** More than this component should be able to do. */
    TOO_MUCH("too-much", Console.Colour.RED);

    private final String key;
    private final Console.Colour colour;

    Status(String key, Console.Colour colour) {
      this.key = key;
      this.colour = colour;
    }

    String key() {
      return key;
    }

    Console.Colour colour() {
      return colour;
    }
  }

  static Finding ok(String component, String what, String sentence) {
    return new Finding(component, what, Status.OK, sentence, "");
  }

  static Finding unknown(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.UNKNOWN, sentence, advice);
  }

  static Finding warning(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.WARNING, sentence, advice);
  }

  static Finding tooMuch(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.TOO_MUCH, sentence, advice);
  }

  JsonRow row() {
    return new JsonRow()
        .with("component", component)
        .with("what", what)
        .with("status", status.key())
        .with("sentence", sentence)
        .with("advice", advice.isEmpty() ? null : advice);
  }
}
