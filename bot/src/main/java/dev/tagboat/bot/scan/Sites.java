package dev.tagboat.bot.scan;

import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The places of a repo while they are put together. */
final class Sites {
  /** By where they stand: what else is known of a place may change. */
  private final TreeMap<Site, Site> sites = new TreeMap<>();

  /** A place that is there already stays as it is. */
  void add(Site site) {
    sites.putIfAbsent(site, site);
  }

  /** In the order of the files. */
  List<Site> all() {
    return List.copyOf(sites.values());
  }

  /** Changes what is known of places; where they stand must stay. */
  void update(UnaryOperator<Site> change) {
    sites.replaceAll((place, site) -> change.apply(site));
  }
}
