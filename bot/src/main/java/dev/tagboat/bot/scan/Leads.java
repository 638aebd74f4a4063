package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What else has to be looked at.
 *
 * @param paths of files; some may not exist
 * @param words of other files, as in {@link Tree#search}
 * @param valuesIn directories whose values files have to be looked at; some may not exist
 */
record Leads(Set<String> paths, Set<String> words, Set<String> valuesIn) {
  static final Leads NONE = new Leads(Set.of(), Set.of(), Set.of());

  Leads {
    paths = Set.copyOf(paths);
    words = Set.copyOf(words);
    valuesIn = Set.copyOf(valuesIn);
  }

  Leads(Set<String> paths, Set<String> words) {
    this(paths, words, Set.of());
  }

  static Leads toPaths(Collection<String> paths) {
    return new Leads(Set.copyOf(paths), Set.of());
  }

  static Leads toWords(Collection<String> words) {
    return new Leads(Set.of(), Set.copyOf(words));
  }

  static Leads toValuesIn(Collection<String> directories) {
    return new Leads(Set.of(), Set.of(), Set.copyOf(directories));
  }

  Leads and(Leads other) {
    return new Leads(
        and(paths, other.paths), and(words, other.words), and(valuesIn, other.valuesIn));
  }

  private static Set<String> and(Set<String> some, Set<String> others) {
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  Leads without(Leads known) {
    return new Leads(
        without(paths, known.paths),
        without(words, known.words),
        without(valuesIn, known.valuesIn));
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }

  boolean isEmpty() {
    return paths.isEmpty() && words.isEmpty() && valuesIn.isEmpty();
  }
}
