package dev.tagboat.bot.yaml;

import java.util.Comparator;

/**
 * What is wrong with a file, and where.
 *
 * @param sentence on one line, without the place, and without a value, which may be a secret
 */
public record Problem(Position at, String sentence) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::at).thenComparing(Problem::sentence);

  /** At most 400 characters of the sentence are kept, and nothing that does not print. */
  public Problem {
    sentence = Messages.oneLine(sentence);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code fileName:line:column: sentence}. */
  public String line(String fileName) {
    return fileName + ":" + at + ": " + sentence;
  }
}
