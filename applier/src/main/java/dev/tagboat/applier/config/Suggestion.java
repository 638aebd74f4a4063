package dev.tagboat.applier.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the word somebody meant. */
final class Suggestion {
  private static final int FURTHEST = 3;

  private Suggestion() {}

  /** The known word that differs least from {@code word}; empty when none is near. */
  static Optional<String> nearest(String word, Collection<String> known) {
    int limit = Math.min(FURTHEST, Math.max(1, word.length() / 2));
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= limit)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean x?"}, or nothing. */
  static String question(String word, Collection<String> known) {
    return nearest(word, known).map(near -> "; did you mean " + near + "?").orElse("");
  }

  // Levenshtein's distance, one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        diagonal = row[j];
        row[j] = Math.min(cost, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
