package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What else has to be looked at.
 *
 * @param paths of files; some may not exist
 * @param words of other files, as in {@link Tree#search}
 */
record Leads(Set<String> paths, Set<String> words) {
  static final Leads NONE = new Leads(Set.of(), Set.of());

  Leads {
    paths = Set.copyOf(paths);
    words = Set.copyOf(words);
  }

  static Leads toPaths(Collection<String> paths) {
    return new Leads(Set.copyOf(paths), Set.of());
  }

  static Leads toWords(Collection<String> words) {
    return new Leads(Set.of(), Set.copyOf(words));
  }

  Leads and(Leads other) {
    Set<String> allPaths = new TreeSet<>(paths);
    allPaths.addAll(other.paths);
    Set<String> allWords = new TreeSet<>(words);
    allWords.addAll(other.words);
    return new Leads(allPaths, allWords);
  }

  Leads without(Leads known) {
    Set<String> newPaths = new TreeSet<>(paths);
    newPaths.removeAll(known.paths);
    Set<String> newWords = new TreeSet<>(words);
    newWords.removeAll(known.words);
    return new Leads(newPaths, newWords);
  }

  boolean isEmpty() {
    return paths.isEmpty() && words.isEmpty();
  }
}
