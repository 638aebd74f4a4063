package dev.tagboat.bot.scan;

import dev.tagboat.bot.image.ImageName;
import dev.tagboat.bot.image.Tag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows one place upwards through all kustomizations that bring it in, as kustomize would build
 * them: in each its components, then its patches, then its images; of what they set, the last
 * counts.
 */
final class Climb {
  /** A file that is brought in on more ways, as only an attack does, stays a place. */
  private static final int MAX_STEPS = 20_000;

  private static final int MAX_DEPTH = 200;
  private static final int MAX_NESTED_COMPONENTS = 16;
  private static final String NOBODY = "";

  private final Overlays overlays;
  private final Map<Overlays.Place, Site> sites;
  private final Set<String> way = new HashSet<>();
  private final Map<Overlays.Place, ImageName> overriding = new LinkedHashMap<>();
  private final Set<String> free = new TreeSet<>();
  private final Set<String> open = new TreeSet<>();
  private final Map<Overlays.Place, Set<Optional<Tag>>> implied = new HashMap<>();
  private final Set<Overlays.Place> picking = new HashSet<>();
  private Link.@Nullable Container container;
  private Overlays.@Nullable Place start;
  private int steps;

  /**
   * What has become of the image.
   *
   * @param by what set it last; null when nothing did
   */
  private record State(ImageName name, @Nullable Tag tag, Overlays.@Nullable Place by) {}

  private Climb(Overlays overlays, Map<Overlays.Place, Site> sites) {
    this.overlays = overlays;
    this.sites = sites;
  }

  /** From a container of an object, or of a patch in a file of its own. */
  static Climb from(
      Link.Container container, Site site, Overlays overlays, Map<Overlays.Place, Site> sites) {
    Climb climb = new Climb(overlays, sites);
    State state = climb.starts(container, site);
    for (Link.Kustomization user : overlays.users(site.file())) {
      boolean patch = user.patches().contains(site.file());
      climb.up(user, patch ? climb.images(user, state) : climb.layers(user, NOBODY, state, 0));
    }
    return climb;
  }

  /** From a container of a patch that is part of a kustomization. */
  static Climb fromInline(
      Link.Container container, Site site, Overlays overlays, Map<Overlays.Place, Site> sites) {
    Climb climb = new Climb(overlays, sites);
    State state = climb.starts(container, site);
    for (Link.Kustomization own : overlays.at(site.file())) {
      climb.up(own, climb.images(own, state));
    }
    return climb;
  }

  private State starts(Link.Container from, Site site) {
    container = from;
    start = new Overlays.Place(site.file(), from.at());
    return new State(site.image(), site.tag(), null);
  }

  /** From an entry of a kustomization's images. */
  static Climb from(
      Link.Kustomization kustomization,
      Site site,
      Overlays overlays,
      Map<Overlays.Place, Site> sites) {
    Climb climb = new Climb(overlays, sites);
    climb.start = new Overlays.Place(site.file(), site.at());
    climb.up(kustomization, new State(site.image(), site.tag(), null));
    return climb;
  }

  /** What sets the image wherever it is brought in, and what it is called then. */
  Map<Overlays.Place, ImageName> overriding() {
    return overriding;
  }

  /** The outermost kustomizations in which nothing sets it. */
  Set<String> free() {
    return free;
  }

  /** The directories whose users matter: below what sets the image. */
  Set<String> open() {
    return open;
  }

  /** The tags that entries without one take over, empty for none. */
  Map<Overlays.Place, Set<Optional<Tag>>> implied() {
    return implied;
  }

  /** Entries that pick the image by its tag. */
  Set<Overlays.Place> picking() {
    return picking;
  }

  private void up(Link.Kustomization at, State state) {
    if (steps > MAX_STEPS || way.size() > MAX_DEPTH) {
      free.add(at.file());
      return;
    }
    if (state.by() == null) {
      open.add(RepoPath.directory(at.file()));
    }
    if (overlays.users(at).isEmpty()) {
      top(at, state);
    } else if (way.add(at.file())) {
      for (Link.Kustomization user : overlays.users(at)) {
        if (!way.contains(user.file())) {
          up(user, layers(user, at.file(), state, 0));
        }
      }
      way.remove(at.file());
    }
  }

  // A component that nobody names makes nothing.
  private void top(Link.Kustomization at, State state) {
    if (state.by() != null) {
      overriding.put(state.by(), state.name());
    } else if (!at.component()) {
      free.add(at.file());
    }
  }

  private State layers(Link.Kustomization user, String from, State state, int depth) {
    State now = state;
    if (++steps > MAX_STEPS) {
      return now;
    }
    for (String path : user.components()) {
      Link.Kustomization component = overlays.in(path);
      if (component != null && !component.file().equals(from) && depth < MAX_NESTED_COMPONENTS) {
        now = layers(component, NOBODY, now, depth + 1);
      }
    }
    now = patches(user.file(), overlays.inline(user.file()), now);
    for (String path : user.patches()) {
      now = patches(path, overlays.patches(user, path), now);
    }
    return images(user, now);
  }

  private State patches(String file, List<Link.Container> patches, State state) {
    Link.Container own = container;
    State now = state;
    if (own != null) {
      for (Link.Container patched : patches) {
        Overlays.Place place = new Overlays.Place(file, patched.at());
        Site site = sites.get(place);
        if (patched.patches(own) && site != null && !place.equals(start)) {
          now = new State(site.image(), site.tag(), place);
        }
      }
    }
    return now;
  }

  private State images(Link.Kustomization user, State state) {
    State now = state;
    for (Link.ImageOverride entry : user.images()) {
      boolean picked = entry.only() == null || entry.only().equals(now.tag());
      if (entry.name().equals(now.name()) && picked) {
        now = image(new Overlays.Place(user.file(), entry.at()), entry, now);
      }
    }
    return now;
  }

  private State image(Overlays.Place place, Link.ImageOverride entry, State state) {
    Site site = sites.get(place);
    if (!entry.place() && entry.becomes().equals(entry.name())) {
      picking.add(place);
      return state;
    }
    if (site == null || !entry.place()) {
      return new State(entry.becomes(), state.tag(), place);
    }
    boolean written = site.tag() != null || site.digest() != null;
    if (!written) {
      implied.computeIfAbsent(place, p -> new HashSet<>()).add(Optional.ofNullable(state.tag()));
    }
    return new State(entry.becomes(), written ? site.tag() : state.tag(), place);
  }
}
