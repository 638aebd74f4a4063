package dev.tagboat.server.view;

import dev.tagboat.server.inbox.StoredPush;
import dev.tagboat.server.inbox.StoredTarget;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sentence in which the number of a pull request leads to it; its address is not told a second
 * time.
 *
 * @param number as it stands in the sentence; empty where there is none
 */
public record Said(String before, String number, String after) {

  /** The config repo that the sentence of a push speaks of, of those with a page; null for none. */
  static @Nullable StoredTarget spokenOf(StoredPush push, List<StoredTarget> targets) {
    return linked(targets)
        .filter(target -> push.sentence().equals(target.sentence()))
        .findFirst()
        .or(() -> linked(targets).findFirst())
        .orElse(null);
  }

  /** Those whose pull request has a page. */
  static Stream<StoredTarget> linked(List<StoredTarget> targets) {
    return targets.stream().filter(target -> Links.web(target.pullRequestUrl()) != null);
  }

  /**
   * @param number null when it is not known
   * @param link null when there is nothing to lead to
   */
  public static Said of(String sentence, @Nullable Integer number, @Nullable String link) {
    if (link == null) {
      return new Said(sentence, "", "");
    }
    String addressed = ": " + link;
    String text =
        sentence.endsWith(addressed)
            ? sentence.substring(0, sentence.length() - addressed.length())
            : sentence;
    if (number == null) {
      return new Said(text + " ", "pull request", "");
    }
    Matcher named = Pattern.compile("#" + number + "(?![0-9])").matcher(text);
    return named.find()
        ? new Said(text.substring(0, named.start()), named.group(), text.substring(named.end()))
        : new Said(text + " ", "#" + number, "");
  }
}
