package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The places of a repo while they are put together. */
final class Sites {
  /** By where they stand: what else is known of a place may change. */
  private final TreeMap<Site, Site> sites = new TreeMap<>();

  /** A place that is there already stays as it is. */
  void add(Site site) {
    sites.putIfAbsent(site, site);
  }

  /**
   * Places that another file names. Where a finder knows the place already, it stays, unless it
   * read a name without its host there. What two are named for is neither's.
   */
  void name(List<NamedPlaces.Found> named) {
    Map<Spot, List<NamedPlaces.Found>> bySpot = new LinkedHashMap<>();
    named.forEach(f -> bySpot.computeIfAbsent(Spot.of(f.site()), s -> new ArrayList<>()).add(f));
    if (bySpot.isEmpty()) {
      return;
    }
    Map<Spot, Site> taken = new HashMap<>();
    sites.values().stream()
        .filter(site -> site.tagSlice() != null)
        .forEach(site -> taken.put(Spot.of(site), site));
    bySpot.forEach(
        (spot, found) -> {
          if (found.stream().map(f -> f.site().image()).distinct().count() == 1) {
            name(found.get(0), taken.get(spot));
          }
        });
  }

  private void name(NamedPlaces.Found found, @Nullable Site known) {
    ImageName image = found.site().image();
    if (known == null) {
      add(found.site());
    } else if (found.named() && isShortFor(known.image(), image)) {
      sites.remove(known);
      add(known.of(image));
    }
  }

  private static boolean isShortFor(ImageName known, ImageName image) {
    return known.registry().equals("docker.io")
        && !known.equals(image)
        && (("/" + image.path()).endsWith("/" + known.path())
            || known.path().equals("library/" + image.shortName()));
  }

  /** Where the text stands that would change. */
  private record Spot(String file, @Nullable Slice tag) {
    static Spot of(Site site) {
      return new Spot(site.file(), site.tagSlice());
    }
  }

  /** In the order of the files. */
  List<Site> all() {
    return List.copyOf(sites.values());
  }

  /** Changes what places are called. */
  void rename(Function<Site, Optional<ImageName>> change) {
    for (Site site : List.copyOf(sites.values())) {
      change
          .apply(site)
          .filter(name -> !name.equals(site.image()))
          .ifPresent(
              name -> {
                sites.remove(site);
                add(site.of(name));
              });
    }
  }

  /** Changes what is known of places; where they stand must stay. */
  void update(UnaryOperator<Site> change) {
    sites.replaceAll((place, site) -> change.apply(site));
  }
}
