package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a kustomization sets an image that a base brings in, the kustomization is the place. A base
 * stays one as long as somebody brings it in and sets nothing.
 */
final class OverlayLinker implements Linker {
  private static final int SHOWN = 3;

  private static final String IDLE =
      "the tag in name picks the images that this entry applies to, and no resource in this repo"
          + " has it. Move it by hand, together with the resource.";

  @Override
  public Leads leads(Scans scans) {
    Overlays overlays = new Overlays(scans);
    Set<String> paths = new TreeSet<>(around(scans));
    paths.addAll(new Descent(overlays, scans).paths());
    // Following every place upwards is dear, and only tells what else to search for.
    Set<String> above = scans.isComplete() ? Set.of() : above(overlays, scans);
    return Leads.toPaths(paths).and(Leads.toOverlays(above));
  }

  private static Set<String> above(Overlays overlays, Scans scans) {
    Set<String> paths = new TreeSet<>();
    List<Site> sites = scans.all().stream().flatMap(scan -> scan.sites().stream()).toList();
    for (Climb climb : Climbs.of(overlays, sites).values()) {
      if (!climb.overriding().isEmpty()) {
        paths.addAll(climb.open());
      }
    }
    paths.addAll(components(overlays, sites));
    return paths;
  }

  // Only who names a component tells what it applies to.
  private static Set<String> components(Overlays overlays, List<Site> sites) {
    Set<ImageName> images = sites.stream().map(Site::image).collect(Collectors.toSet());
    return overlays.all().stream()
        .filter(Link.Kustomization::component)
        .filter(
            component ->
                !overlays.inline(component.file()).isEmpty()
                    || !component.patches().isEmpty()
                    || component.images().stream().anyMatch(e -> images.contains(e.name())))
        .map(component -> RepoPath.directory(component.file()))
        .collect(Collectors.toSet());
  }

  // Kustomize lets a kustomization name files of its own directory and below, and no others.
  private static Set<String> around(Scans scans) {
    Set<String> directories = new TreeSet<>();
    for (Link.Containers link : scans.links(Link.Containers.class)) {
      String directory = RepoPath.directory(link.file());
      while (directories.add(directory) && !directory.isEmpty()) {
        directory = RepoPath.directory(directory);
      }
    }
    return directories.stream()
        .map(Kustomizations::in)
        .filter(names -> names.stream().noneMatch(scans::has))
        .flatMap(List::stream)
        .collect(Collectors.toSet());
  }

  @Override
  public List<FileScan.Note> notes(Scans scans) {
    Map<String, List<Link.Kustomization>> byDirectory =
        scans.links(Link.Kustomization.class).stream()
            .filter(kustomization -> Kustomizations.isNamed(kustomization.file()))
            .collect(
                Collectors.groupingBy(
                    kustomization -> RepoPath.directory(kustomization.file()),
                    TreeMap::new,
                    Collectors.toList()));
    return byDirectory.values().stream().flatMap(OverlayLinker::twins).toList();
  }

  private static Stream<FileScan.Note> twins(List<Link.Kustomization> all) {
    Link.Kustomization first = all.get(0);
    return all.stream()
        .filter(twin -> !twin.file().equals(first.file()))
        .map(
            twin ->
                new FileScan.Note(
                    twin.file(),
                    twin.at(),
                    "kustomize refuses a directory with several kustomizations, and "
                        + first.file()
                        + " stands beside this one. Keep one of them."));
  }

  @Override
  public void link(Scans scans, Sites sites) {
    Overlays overlays = new Overlays(scans);
    if (overlays.all().isEmpty()) {
      return;
    }
    Map<Overlays.Place, Climb> climbs = Climbs.of(overlays, sites.all());
    Map<Overlays.Place, Set<Optional<Tag>>> implied = new HashMap<>();
    Set<Overlays.Place> picking = new HashSet<>();
    for (Climb climb : climbs.values()) {
      climb
          .implied()
          .forEach((at, tags) -> implied.computeIfAbsent(at, p -> new HashSet<>()).addAll(tags));
      picking.addAll(climb.picking());
    }
    Set<Overlays.Place> idle = idle(overlays, picking);
    sites.update(
        site -> {
          Overlays.Place place = new Overlays.Place(site.file(), site.at());
          Site.Surroundings around = site.around();
          Set<Optional<Tag>> tags = implied.getOrDefault(place, Set.of());
          if (tags.size() == 1 && site.tag() == null) {
            Optional<Tag> tag = tags.iterator().next();
            around = tag.map(around::withImplied).orElse(around);
          }
          if (idle.contains(place) && site.tag() != null) {
            around = around.withOverride(IDLE);
          }
          Climb climb = climbs.get(place);
          return site.with(climb == null ? around : judged(around, site, climb));
        });
  }

  // An entry that picks by a tag moves along with the resource that has the tag, or not at all.
  private static Set<Overlays.Place> idle(Overlays overlays, Set<Overlays.Place> picking) {
    Set<Overlays.Place> idle = new HashSet<>();
    for (Link.Kustomization kustomization : overlays.all()) {
      for (Link.ImageOverride entry : kustomization.images()) {
        Overlays.Place place = new Overlays.Place(kustomization.file(), entry.at());
        if (entry.only() != null && !entry.place() && !picking.contains(place)) {
          idle.add(place);
        }
      }
    }
    return idle;
  }

  private static Site.Surroundings judged(Site.Surroundings around, Site site, Climb climb) {
    Map<Overlays.Place, ImageName> by = climb.overriding();
    if (by.isEmpty()) {
      return around;
    }
    boolean renamed = by.values().stream().noneMatch(site.image()::equals);
    String what =
        list(by.keySet())
            + (by.size() == 1 ? " sets" : " set")
            + (renamed ? " another image" : " the version of this image");
    return climb.free().isEmpty()
        ? around.withOverride(
            what + " wherever this is brought in, so a change here would have no effect")
        : around.withRemark(what + ", so a change here only counts for " + list(climb.free()));
  }

  private static String list(Collection<?> places) {
    List<String> shown = new ArrayList<>();
    places.stream().limit(SHOWN).forEach(place -> shown.add(place.toString()));
    String text = String.join(", ", shown);
    return places.size() > SHOWN ? text + " and " + (places.size() - SHOWN) + " more" : text;
  }
}
