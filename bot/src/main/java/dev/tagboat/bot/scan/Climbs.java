package dev.tagboat.bot.scan;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** All places that kustomizations bring in, each followed upwards. */
final class Climbs {
  private final Overlays overlays;
  private final Map<Overlays.Place, Site> sites = new HashMap<>();
  private final Map<Overlays.Place, Climb> climbs = new HashMap<>();

  private Climbs(Overlays overlays, Collection<Site> all) {
    this.overlays = overlays;
    all.forEach(site -> sites.put(new Overlays.Place(site.file(), site.at()), site));
  }

  static Map<Overlays.Place, Climb> of(Overlays overlays, Collection<Site> all) {
    Climbs climbs = new Climbs(overlays, all);
    all.stream().map(Site::file).collect(Collectors.toSet()).forEach(climbs::ofFile);
    return climbs.climbs;
  }

  private void ofFile(String file) {
    if (!overlays.users(file).isEmpty()) {
      containers(file, overlays.containers(file), (c, s) -> Climb.from(c, s, overlays, sites));
    }
    List<Link.Kustomization> own = overlays.at(file);
    if (!own.isEmpty()) {
      containers(file, overlays.inline(file), (c, s) -> Climb.fromInline(c, s, overlays, sites));
    }
    for (Link.Kustomization kustomization : own) {
      for (Link.ImageOverride entry : kustomization.images()) {
        Overlays.Place place = new Overlays.Place(file, entry.at());
        Site site = sites.get(place);
        if (site != null) {
          climbs.put(place, Climb.from(kustomization, site, overlays, sites));
        }
      }
    }
  }

  private void containers(
      String file, List<Link.Container> containers, BiFunction<Link.Container, Site, Climb> start) {
    for (Link.Container container : containers) {
      Overlays.Place place = new Overlays.Place(file, container.at());
      Site site = sites.get(place);
      if (site != null) {
        climbs.put(place, start.apply(container, site));
      }
    }
  }
}
