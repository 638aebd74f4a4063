package dev.tagboat.bot.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** "Did you mean". */
public final class Spelling {
  private Spelling() {}

  /** The known word that at most a third of its letters, and no more than 3, set apart. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= Math.min(3, candidate.length() / 3 + 1))
        .min(Comparator.comparingInt((String candidate) -> distance(word, candidate)));
  }

  // Levenshtein; one row at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(diagonal, row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
