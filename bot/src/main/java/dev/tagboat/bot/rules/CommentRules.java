package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.policy.ImagePolicy;
import dev.tagboat.bot.scan.Hint;
import dev.tagboat.bot.scan.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Our own comments: {@code # tagboat: ignore}, {@code # tagboat: [image=NAME] [POLICY [RANGE]]}.
 */
final class CommentRules implements RuleSource {
  private static final Pattern GRAMMAR =
      Pattern.compile("(?:image=\\S+\\s*)?(?:([a-z]+)(?:\\s+(\\S.*))?)?");

  @Override
  public Optional<Ruling> read(Hint hint, Site site) {
    return hint instanceof Hint.Comment comment
        ? Optional.of(ruling(comment, site))
        : Optional.empty();
  }

  private static Ruling ruling(Hint.Comment comment, Site site) {
    String source = site.file() + ":" + comment.at() + ": # tagboat: " + comment.text();
    try {
      return new Ruling(ImagePolicy.of(rule(comment.text(), site)), source, Pin.KEEP);
    } catch (IllegalArgumentException e) {
      String sentence =
          "the comment \"# tagboat: "
              + comment.text()
              + "\" cannot be understood ("
              + e.getMessage()
              + "), so nothing is changed here";
      return new Ruling(ImagePolicy.closed(PolicyKind.NEVER, sentence), source, Pin.KEEP);
    }
  }

  private static ImageRule rule(String text, Site site) {
    Matcher matcher = GRAMMAR.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it must be ignore, or a policy and its range");
    }
    return new ImageRule(
        site.image().toString(),
        kind(matcher.group(1)),
        matcher.group(2),
        null,
        null,
        null,
        false,
        Pin.KEEP,
        List.of(),
        null,
        null);
  }

  private static PolicyKind kind(String word) {
    if (word == null) {
      return PolicyKind.AUTO;
    }
    if (word.equals("ignore")) {
      return PolicyKind.NEVER;
    }
    return Arrays.stream(PolicyKind.values())
        .filter(kind -> kind.key().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no policy "
                        + word
                        + "; there are ignore, "
                        + Arrays.stream(PolicyKind.values())
                            .map(PolicyKind::key)
                            .collect(Collectors.joining(", "))));
  }
}
