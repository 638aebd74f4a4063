package dev.tagboat.bot.scan;

import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The places of a repo while they are put together. */
final class Sites {
  private final TreeSet<Site> sites = new TreeSet<>();

  /** A place that is there already stays as it is. */
  void add(Site site) {
    sites.add(site);
  }

  /** In the order of the files. */
  List<Site> all() {
    return List.copyOf(sites);
  }

  /** Changes what is known of places; where they stand must stay. */
  void update(UnaryOperator<Site> change) {
    List<Site> changed = sites.stream().map(change).toList();
    sites.clear();
    sites.addAll(changed);
  }
}
