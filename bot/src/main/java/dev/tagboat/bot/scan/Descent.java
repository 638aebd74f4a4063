package dev.tagboat.bot.scan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What kustomizations that set images bring in and nobody has looked at yet. */
final class Descent {
  private static final Pattern FILE = Pattern.compile(".*\\.(?:yaml|yml|json)");

  private final Overlays overlays;
  private final Scans scans;
  private final Set<String> paths = new TreeSet<>();

  Descent(Overlays overlays, Scans scans) {
    this.overlays = overlays;
    this.scans = scans;
  }

  /**
   * Kustomizations of directories; also manifests, where an entry takes over a version that only
   * they tell.
   */
  Set<String> paths() {
    List<Link.Kustomization> starts =
        overlays.all().stream().filter(k -> !k.images().isEmpty()).toList();
    follow(starts, false);
    follow(starts.stream().filter(this::needsManifests).toList(), true);
    return paths;
  }

  private boolean needsManifests(Link.Kustomization kustomization) {
    return kustomization.images().stream()
        .anyMatch(entry -> !entry.becomes().equals(entry.name()) || entry.only() != null);
  }

  private void follow(List<Link.Kustomization> starts, boolean manifests) {
    Set<String> seen = new HashSet<>();
    Deque<Link.Kustomization> next = new ArrayDeque<>(starts);
    while (!next.isEmpty()) {
      Link.Kustomization at = next.removeFirst();
      if (seen.add(at.file())) {
        at.resources().forEach(path -> visit(path, manifests, next));
        at.components().forEach(path -> visit(path, manifests, next));
      }
    }
  }

  private void visit(String path, boolean manifests, Deque<Link.Kustomization> next) {
    Link.Kustomization known = overlays.in(path);
    if (known != null) {
      next.add(known);
    } else if (!FILE.matcher(path).matches()) {
      paths.addAll(Kustomizations.in(path));
    } else if (manifests && !scans.has(path)) {
      paths.add(path);
    }
  }
}
