package dev.tagboat.bot.scan;

import dev.tagboat.bot.yaml.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which kustomization brings in what, as far as files were looked at. */
final class Overlays {
  private final List<Link.Kustomization> all;
  private final Map<String, List<Link.Kustomization>> files = new HashMap<>();
  private final Map<String, Link.Kustomization> byDirectory = new HashMap<>();
  private final Map<String, List<Link.Kustomization>> users = new HashMap<>();
  private final Map<String, List<Link.Container>> containers = new HashMap<>();
  private final Map<String, List<Link.Container>> inline = new HashMap<>();
  private final Map<Patch, String> targets = new HashMap<>();

  private record Patch(String kustomization, String file) {}

  /** A place in a file. */
  record Place(String file, Position at) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
      return file + ":" + at;
    }
  }

  Overlays(Scans scans) {
    this.all = scans.links(Link.Kustomization.class);
    for (Link.Kustomization kustomization : all) {
      files.computeIfAbsent(kustomization.file(), file -> new ArrayList<>()).add(kustomization);
      if (Kustomizations.isNamed(kustomization.file())) {
        byDirectory.putIfAbsent(RepoPath.directory(kustomization.file()), kustomization);
      }
      List.<Function<Link.Kustomization, List<String>>>of(
              Link.Kustomization::resources,
              Link.Kustomization::components,
              Link.Kustomization::patches)
          .forEach(
              paths ->
                  paths
                      .apply(kustomization)
                      .forEach(
                          path ->
                              users
                                  .computeIfAbsent(path, p -> new ArrayList<>())
                                  .add(kustomization)));
    }
    for (Link.PatchTarget target : scans.links(Link.PatchTarget.class)) {
      targets.putIfAbsent(new Patch(target.file(), target.patch()), target.object());
    }
    for (Link.Containers link : scans.links(Link.Containers.class)) {
      (link.inPatch() ? inline : containers)
          .computeIfAbsent(link.file(), file -> new ArrayList<>())
          .addAll(link.all());
    }
  }

  List<Link.Kustomization> all() {
    return all;
  }

  Link.@Nullable Kustomization in(String directory) {
    return byDirectory.get(directory);
  }

  /** The kustomizations that a file holds. */
  List<Link.Kustomization> at(String file) {
    return files.getOrDefault(file, List.of());
  }

  /** The kustomizations that name a file or a directory, in the order of their files. */
  List<Link.Kustomization> users(String path) {
    return users.getOrDefault(path, List.of());
  }

  /** The kustomizations that bring in what another one makes. */
  List<Link.Kustomization> users(Link.Kustomization kustomization) {
    String directory = RepoPath.directory(kustomization.file());
    Link.Kustomization found = in(directory);
    return found != null && found.file().equals(kustomization.file())
        ? users(directory)
        : List.of();
  }

  /** Containers in patches that are part of a file. */
  List<Link.Container> inline(String file) {
    return inline.getOrDefault(file, List.of());
  }

  /** Containers of a file's own objects. */
  List<Link.Container> containers(String file) {
    return containers.getOrDefault(file, List.of());
  }

  /** Containers of a patch in a file of its own, as a kustomization applies it. */
  List<Link.Container> patches(Link.Kustomization user, String file) {
    String target = targets.getOrDefault(new Patch(user.file(), file), "");
    return target.isEmpty()
        ? containers(file)
        : containers(file).stream().map(container -> container.of(target)).toList();
  }
}
