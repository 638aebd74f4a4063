package dev.tagboat.bot.doctor;

/**
 * What was found out about one thing.
 *
 * @param component whose credential it is: {@code github}, {@code registry}, {@code cluster}
 * @param what the thing, in a word or two
 * @param sentence what was found; never a secret
 * @param advice what to do; empty when all is well
 */
public record Finding(
    String component, String what, Status status, String sentence, String advice) {

  /** From good to bad. */
  public enum Status {
    OK("ok"),
    UNKNOWN("unknown"),
    WARNING("warning"),
    /** More than this component should be able to do. */
    TOO_MUCH("too-much");

    private final String key;

    Status(String key) {
      this.key = key;
    }

    public String key() {
      return key;
    }
  }

  public static Finding ok(String component, String what, String sentence) {
    return new Finding(component, what, Status.OK, sentence, "");
  }

  public static Finding unknown(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.UNKNOWN, sentence, advice);
  }

  public static Finding warning(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.WARNING, sentence, advice);
  }

  public static Finding tooMuch(String component, String what, String sentence, String advice) {
    return new Finding(component, what, Status.TOO_MUCH, sentence, advice);
  }
}
