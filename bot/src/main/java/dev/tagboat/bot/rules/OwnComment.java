package dev.tagboat.bot.rules;

import dev.tagboat.bot.config.ImageRule;
import dev.tagboat.bot.config.Pin;
import dev.tagboat.bot.config.PolicyKind;
import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a comment of ours says: {@code ignore}, or {@code [POLICY [RANGE]] [OPTION]...}. An option
 * is {@code prerelease} or {@code KEY=VALUE}. Words are divided by blanks; quotes, single or
 * double, keep blanks in a word. What follows a word that begins with {@code #} is a remark.
 *
 * @param image what {@code image=} names; null when it names none
 */
public record OwnComment(@Nullable ImageName image, ImageRule rule) {
  private static final String QUOTED = "\"([^\"]*)\"|'([^']*)'";
  private static final Pattern WORD =
      Pattern.compile("\\s*+(?:([a-z-]+)=)?+(?:" + QUOTED + "|([^\\s\"']\\S*))(?=\\s|$)");

  private static final String PRERELEASE = "prerelease";
  private static final Set<String> OPTIONS =
      Set.of("image", "allow", "ignore", "extract", "pin", "platforms", "minimum-age");

  /**
   * @param key null for a word that is no option
   */
  private record Word(@Nullable String key, String value, boolean quoted) {}

  /**
   * @param text what stands behind {@code # tagboat:}
   * @param name of the image at the place
   * @throws IllegalArgumentException when it cannot be understood, one sentence
   */
  public static OwnComment parse(String text, ImageName name) {
    Map<String, String> options = new HashMap<>();
    List<String> plain = new ArrayList<>();
    for (Word word : words(text)) {
      String key = word.key() == null && isPrerelease(word) ? PRERELEASE : word.key();
      if (key == null) {
        plain.add(word.value());
      } else if (!key.equals(PRERELEASE) && !OPTIONS.contains(key)) {
        throw new IllegalArgumentException(
            "there is no option " + key + "; there are " + sorted(OPTIONS) + " and prerelease");
      } else if (options.put(key, word.value()) != null) {
        throw new IllegalArgumentException(key + " stands there twice");
      }
    }
    if (plain.isEmpty() && options.isEmpty()) {
      throw new IllegalArgumentException("it says nothing; write ignore, or a policy");
    }
    return new OwnComment(image(options.get("image")), rule(plain, options, name));
  }

  private static boolean isPrerelease(Word word) {
    return !word.quoted() && word.value().equals(PRERELEASE);
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new IllegalArgumentException(
            "the quotes in " + Printable.quote(text.substring(at).strip()) + " do not close");
      }
      String bare = matcher.group(4);
      if (matcher.group(1) == null && bare != null && bare.startsWith("#")) {
        return words;
      }
      String quoted = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      words.add(new Word(matcher.group(1), bare == null ? quoted : bare, bare == null));
      at = matcher.end();
    }
    return words;
  }

  private static @Nullable ImageName image(@Nullable String name) {
    return name == null
        ? null
        : ImageName.parse(name)
            .orElseThrow(
                () -> new IllegalArgumentException(Printable.quote(name) + " is no image name"));
  }

  private static ImageRule rule(List<String> plain, Map<String, String> options, ImageName name) {
    String range = plain.size() < 2 ? null : String.join(" ", plain.subList(1, plain.size()));
    return new ImageRule(
        name.toString(),
        plain.isEmpty() ? PolicyKind.AUTO : kind(plain.get(0)),
        range,
        options.get("allow"),
        options.get("ignore"),
        options.get("extract"),
        options.containsKey(PRERELEASE),
        pin(options.getOrDefault("pin", "keep")),
        platforms(options.get("platforms")),
        options.get("minimum-age"),
        null);
  }

  private static List<String> platforms(@Nullable String list) {
    return list == null ? List.of() : List.of(list.split(",", -1));
  }

  private static Pin pin(String word) {
    return Arrays.stream(Pin.values())
        .filter(pin -> pin.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "pin must be keep, tag or digest, not " + Printable.quote(word)));
  }

  private static PolicyKind kind(String word) {
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
                        + Printable.quote(word)
                        + "; there are ignore, "
                        + Arrays.stream(PolicyKind.values())
                            .map(PolicyKind::key)
                            .collect(Collectors.joining(", "))));
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", "));
  }
}
