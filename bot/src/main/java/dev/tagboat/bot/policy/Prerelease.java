package dev.tagboat.bot.policy;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;

/**
 * The part of a tag that marks a pre-release.
 *
 * @param rank how close to the release, by the word
 * @param number the number behind the word; 0 when there is none
 */
record Prerelease(int rank, BigInteger number) implements Comparable<Prerelease> {
  private static final Map<String, Integer> RANKS =
      Map.ofEntries(
          Map.entry("dev", 0),
          Map.entry("snapshot", 0),
          Map.entry("nightly", 0),
          Map.entry("canary", 0),
          Map.entry("next", 0),
          Map.entry("edge", 0),
          Map.entry("unstable", 0),
          Map.entry("test", 0),
          Map.entry("alpha", 1),
          Map.entry("a", 1),
          Map.entry("milestone", 2),
          Map.entry("m", 2),
          Map.entry("beta", 3),
          Map.entry("b", 3),
          Map.entry("preview", 4),
          Map.entry("pre", 4),
          Map.entry("eap", 4),
          Map.entry("ea", 4),
          Map.entry("rc", 5),
          Map.entry("cr", 5),
          Map.entry("c", 5));

  /** Every word, as an alternative of a regular expression. */
  static final String WORDS = String.join("|", RANKS.keySet());

  static Prerelease of(String word, BigInteger number) {
    return new Prerelease(RANKS.getOrDefault(word.toLowerCase(Locale.ROOT), 0), number);
  }

  @Override
  public int compareTo(Prerelease other) {
    return rank != other.rank ? Integer.compare(rank, other.rank) : number.compareTo(other.number);
  }
}
