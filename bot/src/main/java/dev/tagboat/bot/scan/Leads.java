package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What else has to be looked at.
 *
 * @param paths of files; some may not exist
 * @param words of other files, as in {@link Tree#search}
 * @param overlays words as well, but of kustomizations only
 */
record Leads(Set<String> paths, Set<String> words, Set<String> overlays) {
  static final Leads NONE = new Leads(Set.of(), Set.of(), Set.of());

  Leads {
    paths = Set.copyOf(paths);
    words = Set.copyOf(words);
    overlays = Set.copyOf(overlays);
  }

  static Leads toPaths(Collection<String> paths) {
    return new Leads(Set.copyOf(paths), Set.of(), Set.of());
  }

  static Leads toWords(Collection<String> words) {
    return new Leads(Set.of(), Set.copyOf(words), Set.of());
  }

  Leads and(Leads other) {
    return new Leads(
        joined(paths, other.paths), joined(words, other.words), joined(overlays, other.overlays));
  }

  Leads without(Leads known) {
    return new Leads(
        left(paths, known.paths), left(words, known.words), left(overlays, known.overlays));
  }

  boolean isEmpty() {
    return paths.isEmpty() && words.isEmpty() && overlays.isEmpty();
  }

  private static Set<String> joined(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static Set<String> left(Set<String> some, Set<String> known) {
    Set<String> fresh = new TreeSet<>(some);
    fresh.removeAll(known);
    return fresh;
  }
}
