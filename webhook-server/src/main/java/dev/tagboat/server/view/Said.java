package dev.tagboat.server.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sentence in which the number of a pull request leads to it.
 *
 * @param number as it stands in the sentence; empty where there is none
 */
public record Said(String before, String number, String after) {

  /**
   * @param number null when it is not known
   * @param link null when there is nothing to lead to
   */
  public static Said of(String sentence, @Nullable Integer number, @Nullable String link) {
    if (link == null) {
      return new Said(sentence, "", "");
    }
    if (number == null) {
      return new Said(sentence + " ", "pull request", "");
    }
    Matcher named = Pattern.compile("#" + number + "(?![0-9])").matcher(sentence);
    return named.find()
        ? new Said(
            sentence.substring(0, named.start()), named.group(), sentence.substring(named.end()))
        : new Said(sentence + " ", "#" + number, "");
  }
}
