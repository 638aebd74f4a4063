package dev.tagboat.applier.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A form of words in which an engine says why it failed. Whatever an engine writes may quote a
 * password, so that of its errors only what has such a form is told.
 *
 * @param form matches nothing that could be a value, but for its groups
 * @param harmless whether what stands in the groups is no value; where it could be one, nothing of
 *     it is told
 */
record Phrase(Pattern form, Predicate<MatchResult> harmless) {
  private static final int MOST = 12;
  private static final int MOST_CHARACTERS = 600;

  /** Words that are always the same. */
  static Phrase fixed(String regex) {
    return new Phrase(Pattern.compile(regex), match -> true);
  }

  static Phrase of(String regex, Predicate<MatchResult> harmless) {
    return new Phrase(Pattern.compile(regex), harmless);
  }

  private record Found(int start, int end, String words) {}

  /** What of a text has one of these forms, in its order; empty when nothing has. */
  static String excerpt(List<Phrase> phrases, String text) {
    List<Found> all = new ArrayList<>();
    for (Phrase phrase : phrases) {
      phrase
          .form()
          .matcher(text)
          .results()
          .filter(phrase.harmless())
          .forEach(match -> all.add(new Found(match.start(), match.end(), match.group())));
    }
    all.sort(Comparator.comparing(Found::start).thenComparing(found -> -found.end()));
    List<Found> apart = new ArrayList<>();
    for (Found found : all) {
      if (apart.isEmpty() || apart.get(apart.size() - 1).end() <= found.start()) {
        apart.add(found);
      }
    }
    String joined =
        apart.stream()
            .map(Found::words)
            .distinct()
            .limit(MOST)
            .collect(Collectors.joining(": "))
            .replaceAll("\\s+", " ");
    return joined.length() > MOST_CHARACTERS ? joined.substring(0, MOST_CHARACTERS) + "…" : joined;
  }
}
