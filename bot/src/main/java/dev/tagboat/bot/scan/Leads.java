package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What else has to be looked at.
 *
 * @param paths of files; some may not exist
 * @param words of other files, as in {@link Tree#search}
 * @param overlays files and directories that kustomizations are looked for which bring them in
 * @param umbrellas directories of charts that others are looked for which depend on them
 * @param valuesIn directories whose values files have to be looked at; some may not exist
 * @param composeIn the same for Compose files, whatever their names
 */
record Leads(
    Set<String> paths,
    Set<String> words,
    Set<String> overlays,
    Set<String> umbrellas,
    Set<String> valuesIn,
    Set<String> composeIn) {
  static final Leads NONE = new Leads(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  Leads {
    paths = Set.copyOf(paths);
    words = Set.copyOf(words);
    overlays = Set.copyOf(overlays);
    umbrellas = Set.copyOf(umbrellas);
    valuesIn = Set.copyOf(valuesIn);
    composeIn = Set.copyOf(composeIn);
  }

  static Leads toPaths(Collection<String> paths) {
    return new Leads(Set.copyOf(paths), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
  }

  static Leads toWords(Collection<String> words) {
    return new Leads(Set.of(), Set.copyOf(words), Set.of(), Set.of(), Set.of(), Set.of());
  }

  static Leads toOverlays(Collection<String> paths) {
    return new Leads(Set.of(), Set.of(), Set.copyOf(paths), Set.of(), Set.of(), Set.of());
  }

  static Leads toUmbrellas(Collection<String> charts) {
    return new Leads(Set.of(), Set.of(), Set.of(), Set.copyOf(charts), Set.of(), Set.of());
  }

  static Leads toValuesIn(Collection<String> directories) {
    return new Leads(Set.of(), Set.of(), Set.of(), Set.of(), Set.copyOf(directories), Set.of());
  }

  static Leads toComposeIn(Collection<String> directories) {
    return new Leads(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.copyOf(directories));
  }

  Leads and(Leads other) {
    return all(List.of(this, other));
  }

  static Leads all(List<Leads> leads) {
    return new Leads(
        joined(leads, Leads::paths),
        joined(leads, Leads::words),
        joined(leads, Leads::overlays),
        joined(leads, Leads::umbrellas),
        joined(leads, Leads::valuesIn),
        joined(leads, Leads::composeIn));
  }

  /** Some of the paths, and nothing else. */
  Leads onlyPaths(Predicate<String> which) {
    return toPaths(paths.stream().filter(which).toList());
  }

  Leads without(Leads known) {
    return new Leads(
        left(paths, known.paths),
        left(words, known.words),
        left(overlays, known.overlays),
        left(umbrellas, known.umbrellas),
        left(valuesIn, known.valuesIn),
        left(composeIn, known.composeIn));
  }

  boolean isEmpty() {
    return paths.isEmpty()
        && words.isEmpty()
        && overlays.isEmpty()
        && umbrellas.isEmpty()
        && valuesIn.isEmpty()
        && composeIn.isEmpty();
  }

  private static Set<String> joined(List<Leads> leads, Function<Leads, Set<String>> part) {
    Set<String> all = new HashSet<>();
    leads.forEach(lead -> all.addAll(part.apply(lead)));
    return all;
  }

  private static Set<String> left(Set<String> some, Set<String> known) {
    Set<String> fresh = new HashSet<>(some);
    known.forEach(fresh::remove);
    return fresh;
  }
}
